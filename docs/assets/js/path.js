/* A path shows which of its pages this browser has opened. */

import { fill, recall, reveal } from "./store.js";

export function start(tool) {
  const read = recall("read", {});
  const stops = [...tool.querySelectorAll(".pb-stop")];
  const done = stops.filter((stop) => stop.dataset.key in read);
  for (const stop of done) {
    stop.dataset.read = "";
    stop.querySelector(".pb-read").hidden = false;
  }
  const state = tool.querySelector("[data-progress]");
  state.textContent = fill(state.dataset.progress, { done: done.length, total: stops.length });
  const bar = tool.querySelector("progress");
  bar.max = stops.length || 1;
  bar.value = done.length;
  reveal(tool);
}
