/* Starts what the page needs. Every page is complete without this. */

import { followPath, showProgress, watchEnd } from "./reading.js";
import { remember } from "./store.js";
import { followSections, keepSection, linkSections } from "./sections.js";
import { explainTerms } from "./terms.js";
import "./search.js";

const page = document.getElementById("pb-content");
const key = page?.dataset.page ?? "";
const tool = page?.querySelector("[data-tool]");

if (page) {
  linkSections(page);
  followSections(page);
  keepSection(page);
  showProgress(page);
  followPath(page, key);
  explainTerms(page);
}

if (tool && tool.dataset.tool !== "path") {
  const { start } = await import(`./${tool.dataset.tool}.js`);
  start(tool, key);
}
// Last: a tool may have hidden what comes after its first step.
if (page) watchEnd(page, key);

const drawer = document.getElementById("pb-side");
drawer?.addEventListener("toggle", (event) => {
  if (event.newState === "open") drawer.querySelector("a")?.focus();
});

document.querySelector(".pb-scheme")?.addEventListener("click", () => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const scheme = (root.dataset.scheme ?? system) === "dark" ? "light" : "dark";
  root.dataset.scheme = scheme;
  remember("scheme", scheme === system ? null : scheme);
});

const printed = new URLSearchParams(location.search).get("printed");
if (page && printed) {
  const { comparePrinted } = await import("./printed.js");
  comparePrinted(page, printed);
}

// Nothing waits for this, and it waits for everything else; while a page is being edited on this machine, nothing is kept.
const words = document.getElementById("pb-words");
if (words && !document.querySelector('script[src*="__playbook__"]')) {
  const keep = () => import("./offline.js").then(({ start }) => start(words)).catch(() => { /* Reading needs none of it. */ });
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
