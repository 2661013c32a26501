/* What this browser has read, and the way along a path. Nothing leaves it. */

import { fill, recall, remember } from "./store.js";

/* Whoever jumps past the end has come to it too. */
const FAR_ABOVE = "1000000px 0px 0px 0px";

/** Notes a page as read once its end has come into view. */
export function watchEnd(page, key) {
  const ends = page.querySelectorAll(".pb-end");
  if (!key || !ends.length) return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    const read = recall("read", {});
    if (!(key in read)) remember("read", { ...read, [key]: 1 });
  }, { rootMargin: FAR_ABOVE });
  for (const end of ends) observer.observe(end);
}

/** Marks what has been read in a list of pages, and says how much of it. */
export function showProgress(page) {
  const words = document.getElementById("pb-words")?.dataset;
  const read = recall("read", {});
  const entries = [...page.querySelectorAll("[data-key]:is(.pb-card, .pb-stop)")];
  for (const entry of entries.filter((entry) => entry.dataset.key in read)) {
    entry.dataset.read = "";
    if (!words || entry.querySelector(".pb-read")) continue;
    const mark = document.createElement("span");
    mark.className = "pb-read";
    mark.textContent = words.read;
    entry.querySelector(".pb-card__head")?.append(" ", mark);
  }
  const progress = page.querySelector(".pb-progress");
  if (!progress) return;
  const keys = new Set(entries.map((entry) => entry.dataset.key));
  const done = [...keys].filter((key) => key in read).length;
  const state = progress.querySelector("[data-progress]");
  state.textContent = fill(state.dataset.progress, { done });
  progress.querySelector("progress").value = done;
  progress.hidden = done === 0 && !("always" in progress.dataset);
  showNext(page, entries, read);
}

/** On a path: the page to go on with. */
function showNext(page, entries, read) {
  const go = page.querySelector(".pb-go");
  if (!go) return;
  const next = entries.find((entry) => !(entry.dataset.key in read));
  go.hidden = !next;
  if (!next) return;
  const link = next.querySelector(".pb-card__title a");
  const begun = entries.some((entry) => entry.dataset.key in read);
  const button = go.querySelector("a");
  button.href = link.href;
  button.textContent = fill(begun ? button.dataset.on : button.dataset.begin, { title: link.textContent.trim() });
}

/** A reader who came along a path goes on along it. */
export function followPath(page, key) {
  const session = {
    get: () => { try { return sessionStorage.getItem("playbook:path"); } catch { return null; } },
    set: (path) => { try { sessionStorage.setItem("playbook:path", path); } catch { /* It is forgotten. */ } },
  };
  if (page.dataset.kind === "path") {
    for (const link of page.querySelectorAll("[data-tool=path] a")) link.addEventListener("click", () => session.set(key));
    return;
  }
  const places = [...page.querySelectorAll(".pb-turn--path")];
  const place = places.find((nav) => nav.dataset.path === session.get());
  if (!place) return;
  place.hidden = false;
  for (const nav of page.querySelectorAll(".pb-turn:not(.pb-turn--path)")) nav.hidden = true;
}
