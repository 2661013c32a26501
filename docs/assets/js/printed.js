/* Compares a printed copy with the page. The address in its QR code carries what was printed:
   ?printed=CODE.MARKS, the revision and one mark of four characters for each line. Nothing is asked of a server. */

import { fill } from "./store.js";

/** `[code, marks]` of `CODE.MARKS`; null when it is not written so. */
export function readPrinted(text) {
  const match = /^([0-9A-Z]{5})\.((?:[0-9A-Z]{4})*)$/i.exec(text);
  return match && [match[1].toUpperCase(), match[2].toUpperCase().match(/.{4}/g) ?? []];
}

/** What is in `first` and not in `second`; a mark that stands twice must be there twice. */
function without(first, second) {
  const left = [...second];
  return first.filter((value) => {
    const place = left.indexOf(value);
    if (place < 0) return true;
    left.splice(place, 1);
    return false;
  });
}

export function comparePrinted(root, text) {
  const notice = root.querySelector(".pb-printed");
  const printed = notice && readPrinted(text);
  if (!printed) return;
  const [code, marks] = printed;
  const items = [...root.querySelectorAll("[data-mark]")];
  const now = items.map((item) => item.dataset.mark);
  const fresh = without(now, marks);
  const removed = without(marks, now).length;
  const same = code === notice.dataset.revision;
  notice.dataset.state = same ? "same" : "differs";
  const cases = {
    same,
    differs: !same,
    changed: !same && fresh.length > 0,
    removed: !same && removed > 0,
    order: !same && fresh.length === 0 && removed === 0,
  };
  const list = notice.querySelector("ul");
  const waiting = [...fresh];
  for (const item of items) {
    const place = waiting.indexOf(item.dataset.mark);
    if (place < 0) continue;
    waiting.splice(place, 1);
    const line = document.createElement("li");
    const words = item.querySelector("label, legend, h2, .pb-card__title") ?? item;
    line.textContent = words.textContent.trim();
    if (!same) {
      list.append(line);
      item.classList.add("pb-changed");
    }
  }
  const values = { printed: code, revision: notice.dataset.revision, number: removed };
  for (const part of notice.querySelectorAll("[data-case]")) {
    if (part.tagName === "P") part.textContent = fill(part.textContent, values);
    part.hidden = !cases[part.dataset.case];
  }
  notice.hidden = false;
}
