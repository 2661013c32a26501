/* Links to sections, the contents beside the text, and the language switch. */

import { remember } from "./store.js";

const HEADINGS = ":is(h2, h3)[id]";

/** A button at each heading that copies the address of its section. */
export function linkSections(page) {
  const words = document.getElementById("pb-words")?.dataset;
  if (!words || page.querySelector("[data-tool]")) return;
  for (const heading of page.querySelectorAll(`.pb-text ${HEADINGS}`)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pb-anchor";
    button.textContent = "#";
    button.setAttribute("aria-label", words.link);
    button.title = words.link;
    button.addEventListener("click", async () => {
      const address = new URL(`#${heading.id}`, location.href);
      history.replaceState(null, "", address);
      try {
        await navigator.clipboard.writeText(address.href);
        button.dataset.copied = words.copied;
        button.setAttribute("aria-label", words.copied);
        setTimeout(() => {
          delete button.dataset.copied;
          button.setAttribute("aria-label", words.link);
        }, 2000);
      } catch {
        // No permission to copy: the address bar has the link.
      }
    });
    heading.append(button);
  }
}

/** The heading the reader is under. */
function currentHeading(page) {
  let current = null;
  for (const heading of page.querySelectorAll(HEADINGS)) {
    if (heading.offsetParent === null) continue;
    if (heading.getBoundingClientRect().top > 120) break;
    current = heading;
  }
  return current;
}

/** Marks the section being read in the contents beside the text. */
export function followSections(page) {
  const links = new Map();
  for (const link of document.querySelectorAll(".pb-toc a")) {
    links.set(link.getAttribute("href").slice(1), link);
  }
  if (!links.size) return;
  let waiting = false;
  const mark = () => {
    waiting = false;
    const current = currentHeading(page);
    for (const [id, link] of links) {
      if (id === current?.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }, { passive: true });
  mark();
}

/** The language switch leads to the same section and is remembered. */
export function keepSection(page) {
  for (const link of document.querySelectorAll(".pb-languages a")) {
    link.addEventListener("click", () => {
      remember("language", link.hreflang);
      const section = page.querySelector('[data-tool="scenario"]')
        ? location.hash.slice(1)
        : currentHeading(page)?.id;
      link.hash = section ? `#${section}` : "";
    });
  }
}
