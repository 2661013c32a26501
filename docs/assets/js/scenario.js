/* A scenario one step at a time. The address holds the step, so links and the browser's own Back work. */

import { fill, listen, recall, remember, reveal } from "./store.js";

export function start(tool, page) {
  const name = `way:${page}`;
  const steps = new Map([...tool.querySelectorAll("[data-step]")].map((step) => [step.dataset.step, step]));
  const first = steps.keys().next().value;
  const trail = tool.querySelector(".pb-trail");
  const state = tool.querySelector(".pb-bar__state");
  const back = tool.querySelector("[data-act=back]");
  let way = recall(name, []).filter((id) => steps.has(id));

  /** The step an address points to: a step, or the step that holds the heading. */
  const stepAt = (hash) => {
    const id = decodeURIComponent(hash.slice(1));
    if (steps.has(id)) return id;
    return document.getElementById(id)?.closest("[data-step]")?.dataset.step ?? null;
  };

  const heading = (id) => steps.get(id).querySelector("h2");

  const draw = () => {
    const current = way.at(-1);
    for (const [id, step] of steps) step.hidden = id !== current;
    trail.hidden = way.length < 2;
    trail.querySelector("ol").replaceChildren(
      ...way.slice(0, -1).map((id) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = `#${id}`;
        link.textContent = heading(id).textContent.trim();
        line.append(link);
        return line;
      }),
    );
    state.textContent = fill(state.dataset.progress, { number: way.length });
    back.disabled = way.length < 2;
  };

  const go = (id, { focus = true } = {}) => {
    const seen = way.indexOf(id);
    way = seen < 0 ? [...way, id] : way.slice(0, seen + 1);
    remember(name, way);
    draw();
    if (focus) {
      heading(id).tabIndex = -1;
      heading(id).focus({ preventScroll: true });
      tool.scrollIntoView({ block: "start" });
    }
  };

  const visit = (id) => {
    if (location.hash === `#${id}`) go(id);
    else location.hash = id;
  };

  tool.dataset.playing = "";
  addEventListener("hashchange", () => {
    const id = location.hash ? stepAt(location.hash) : first;
    if (id) go(id);
  });
  listen(tool, {
    back: () => visit(way.at(-2) ?? first),
    restart: () => {
      way = [];
      visit(first);
    },
  });
  const wanted = location.hash ? stepAt(location.hash) : null;
  if (way[0] !== first) way = [];
  go(wanted ?? way.at(-1) ?? first, { focus: false });
  reveal(tool);
}
