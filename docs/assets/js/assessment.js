/* A self-assessment: one mean per dimension, never a sum; unanswered lines do not count. */

import { fill, listen, number, recall, remember, reveal } from "./store.js";

export function start(tool, page) {
  const name = `ratings:${page}`;
  const dimensions = [...tool.querySelectorAll("[data-dimension]")].map((section) => ({
    section,
    title: section.querySelector("h2").textContent.trim(),
    statements: [...section.querySelectorAll(".pb-statement")],
    score: section.querySelector(".pb-dimension__score"),
    advice: section.querySelector(".pb-advice"),
  }));
  const total = dimensions.reduce((sum, dimension) => sum + dimension.statements.length, 0);
  const state = tool.querySelector(".pb-bar__state");
  const result = tool.querySelector(".pb-result");

  /** The mean of a dimension; null until each of its lines has an answer. */
  const mean = ({ statements }) => {
    const marks = statements.map((line) => Number(line.querySelector("input:checked")?.value ?? 0));
    return marks.includes(0) ? null : marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  };

  const bar = (title, value, lowest) => {
    const line = document.createElement("li");
    const label = document.createElement("span");
    const meter = document.createElement("meter");
    const output = document.createElement("output");
    label.textContent = title;
    Object.assign(meter, { min: 0, max: 5, value });
    meter.setAttribute("aria-label", title);
    output.textContent = number(value);
    if (lowest) line.dataset.lowest = "";
    line.append(label, meter, output);
    return line;
  };

  const show = () => {
    const done = tool.querySelectorAll("input:checked").length;
    const means = dimensions.map(mean);
    const known = means.filter((value) => value !== null);
    const lowest = done === total ? Math.min(...known) : null;
    state.textContent = fill(state.dataset.progress, { done, total });
    dimensions.forEach(({ section, score, advice }, index) => {
      score.hidden = means[index] === null;
      if (!score.hidden) score.textContent = fill(score.dataset.words, { score: number(means[index]) });
      section.toggleAttribute("data-lowest", lowest !== null && means[index] === lowest);
      advice.hidden = done > 0 && (means[index] === null || (means[index] >= 3 && means[index] !== lowest));
    });

    result.hidden = known.length === 0;
    result.querySelector("ol").replaceChildren(
      ...dimensions.flatMap(({ title }, index) =>
        means[index] === null ? [] : [bar(title, means[index], means[index] === lowest)]),
    );
    const open = result.querySelector(".pb-result__open");
    open.hidden = done === total;
    open.textContent = fill(open.dataset.words, { number: total - done });

    const first = lowest === null ? null : dimensions[means.indexOf(lowest)];
    const box = result.querySelector(".pb-result__lowest");
    box.hidden = first === null;
    if (first) {
      const label = box.querySelector(".pb-advice__label");
      label.textContent = fill(label.dataset.words, { name: first.title });
      const advice = first.advice.lastElementChild.cloneNode(true);
      box.querySelector(".pb-result__advice").replaceChildren(advice);
    }
  };

  const ratings = recall(name, {});
  for (const input of tool.querySelectorAll("input")) input.checked = ratings[input.name] === input.value;
  tool.addEventListener("change", () => {
    remember(name, Object.fromEntries([...tool.querySelectorAll("input:checked")].map((input) => [input.name, input.value])));
    show();
  });
  tool.addEventListener("submit", (event) => event.preventDefault());
  listen(tool, {
    print: () => window.print(),
    clear: () => {
      for (const input of tool.querySelectorAll("input:checked")) input.checked = false;
      remember(name, null);
      show();
    },
  });
  reveal(tool);
  show();
}
