/* A checklist remembers its ticks, by page and item, in either language. */

import { fill, listen, recall, remember, reveal } from "./store.js";

export function start(tool, page) {
  const name = `ticks:${page}`;
  const boxes = [...tool.querySelectorAll("input[type=checkbox]")];
  const state = tool.querySelector(".pb-bar__state");

  const show = () => {
    const done = boxes.filter((box) => box.checked).length;
    const words = done === boxes.length ? state.dataset.complete : state.dataset.progress;
    state.textContent = fill(words, { done, total: boxes.length });
  };
  const save = () => {
    remember(name, Object.fromEntries(boxes.filter((box) => box.checked).map((box) => [box.dataset.key, 1])));
    show();
  };

  const ticks = recall(name, {});
  for (const box of boxes) box.checked = box.dataset.key in ticks;
  tool.addEventListener("change", save);
  tool.addEventListener("submit", (event) => event.preventDefault());
  listen(tool, {
    print: () => window.print(),
    reset: () => {
      for (const box of boxes) box.checked = false;
      save();
      boxes[0]?.focus();
    },
  });
  reveal(tool);
  show();
}
