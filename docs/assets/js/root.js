/* The first page goes on to the language the reader chose, or the browser asks for. */

import { recall, remember } from "./store.js";

const links = new Map([...document.querySelectorAll("[data-language]")].map((link) => [link.dataset.language, link]));
const wanted = [recall("language", ""), ...navigator.languages].map((tag) => tag.toLowerCase());

for (const tag of wanted) {
  const link = links.get(tag) ?? links.get(tag.split("-")[0]);
  if (link) {
    location.replace(link.href);
    break;
  }
}

for (const [language, link] of links) {
  link.addEventListener("click", () => remember("language", language));
}
