/* Puts the chosen pages into one document to print: fetched from this site, numbered, with a table of contents. */

import { fill, listen, recall, remember, reveal } from "./store.js";

const LEFT_OUT = ".pb-crumbs, .pb-bar, .pb-contents, .pb-related, .pb-about, .pb-turn, .pb-printed, .pb-progress, script, [data-needs-js]";

/** The article of a page, its ids made unique and its links absolute. */
async function fetchItem(url, number) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const article = page.getElementById("pb-content");
  for (const element of article.querySelectorAll(LEFT_OUT)) element.remove();
  const prefix = `pack-${number}-`;
  for (const element of article.querySelectorAll("[id]")) element.id = prefix + element.id;
  for (const name of ["for", "aria-labelledby", "aria-describedby"]) {
    for (const element of article.querySelectorAll(`[${name}]`)) element.setAttribute(name, prefix + element.getAttribute(name));
  }
  for (const element of article.querySelectorAll("input[name]")) element.name = prefix + element.name;
  for (const link of article.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href");
    link.setAttribute("href", href.startsWith("#") ? `#${prefix}${href.slice(1)}` : new URL(href, url).href);
  }
  for (const image of article.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), url).href;
  for (const hidden of article.querySelectorAll(".pb-step[hidden]")) hidden.hidden = false;
  const item = document.createElement("section");
  item.className = "pb-pack__item";
  item.id = `pack-${number}`;
  const heading = article.querySelector("h1");
  const title = heading.textContent.trim();
  const lowered = document.createElement("h2");
  lowered.className = "pb-pack__title";
  lowered.append(`${number}. `, ...heading.childNodes);
  if (heading.lang) lowered.lang = heading.lang;
  heading.replaceWith(lowered);
  item.append(...article.childNodes);
  return { item, title };
}

export function start(tool) {
  const boxes = [...tool.querySelectorAll("input[type=checkbox]")];
  const state = tool.querySelector(".pb-bar__state");
  const out = document.querySelector(".pb-pack__out");
  const chosen = () => boxes.filter((box) => box.checked);

  const show = () => {
    state.textContent = fill(state.dataset.chosen, { number: chosen().length });
    remember("pack", chosen().map((box) => box.dataset.key));
  };
  let making = false;
  const make = async () => {
    if (making) return; // a second press would mix two documents
    making = true;
    try {
      await putTogether();
    } finally {
      making = false;
    }
  };
  const putTogether = async () => {
    const list = out.querySelector("ol");
    const items = out.querySelector(".pb-pack__items");
    list.replaceChildren();
    items.replaceChildren();
    const wanted = chosen();
    const failed = [];
    let number = 1;
    for (const [place, box] of wanted.entries()) {
      state.textContent = fill(state.dataset.loading, { done: place + 1, total: wanted.length });
      try {
        const { item, title } = await fetchItem(new URL(box.value, location.href), number);
        const entry = document.createElement("li");
        const link = document.createElement("a");
        link.href = `#${item.id}`;
        link.textContent = title;
        entry.append(link);
        list.append(entry);
        items.append(item);
        number += 1;
      } catch {
        failed.push(tool.querySelector(`label[for="${box.id}"]`).textContent.trim());
      }
    }
    out.hidden = number === 1;
    document.documentElement.classList.toggle("pb-packed", number > 1);
    state.textContent = failed.length ? fill(state.dataset.failed, { titles: failed.join("; ") }) : state.dataset.ready;
    if (number > 1 && !failed.length) window.print();
  };

  const kept = recall("pack", []);
  // Adds to what the reader may have chosen while this was loading.
  for (const box of boxes) if (kept.includes(box.dataset.key)) box.checked = true;
  tool.addEventListener("change", show);
  tool.addEventListener("submit", (event) => event.preventDefault());
  listen(tool, {
    make,
    clear: () => {
      for (const box of boxes) box.checked = false;
      show();
      boxes[0]?.focus();
    },
  });
  reveal(tool);
  show();
}
