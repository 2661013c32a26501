/* Reading without a network: pages that were read are kept, everything on request, a new version is announced. */

import { fill, recall, remember } from "./store.js";

const ROOT = new URL("../../", import.meta.url);
const KEPT = "playbook-kept";
const AT_ONCE = 8;

/** Starts the service worker; `words` is the element that has the words. */
export async function start(words) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const first = !navigator.serviceWorker.controller;
  const registration = await navigator.serviceWorker.register(new URL("sw.js", ROOT), { scope: ROOT.pathname, updateViaCache: "none" });
  if (first) await keepThisPage();
  else announce(registration, words);
  offer(document.querySelector(".pb-offline"));
}

/** The worker was not there yet when this page was fetched: the page and its files are kept from here. */
async function keepThisPage() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = [location.href, ...loaded].map((address) => new URL(address)).filter((url) => url.href.startsWith(ROOT.href));
  const kept = await caches.open(KEPT);
  await Promise.all([...new Set(own.map((url) => url.origin + url.pathname))].map((name) => keep(kept, name, "force-cache")));
}

async function keep(kept, name, cache) {
  const response = await fetch(name, { cache });
  if (!response.ok || response.redirected) return false;
  await kept.put(name, response);
  return true;
}

/** Says that a new version is here. It takes over when the reader says so, or when the last page of the old one is closed. */
function announce(registration, words) {
  const show = () => {
    if (document.querySelector(".pb-news")) return;
    const bar = document.createElement("div");
    bar.className = "pb-news";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", words.dataset.news);
    const text = document.createElement("p");
    text.setAttribute("role", "status");
    const reload = document.createElement("button");
    const later = document.createElement("button");
    for (const button of [reload, later]) Object.assign(button, { type: "button", className: "pb-button" });
    reload.textContent = words.dataset.reload;
    later.textContent = words.dataset.later;
    reload.addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting?.postMessage("take over");
    });
    later.addEventListener("click", () => bar.remove());
    bar.append(text, reload, later);
    document.querySelector(".pb-foot")?.before(bar);
    text.textContent = words.dataset.news;
  };
  if (registration.waiting) show();
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) show();
    });
  });
}

const amount = (bytes) => new Intl.NumberFormat(document.documentElement.lang, {
  style: "unit", unit: "megabyte", maximumFractionDigits: 1,
}).format(bytes / 1e6);

/** Everything on request: says how much it is, keeps it, takes it away again. */
async function offer(box) {
  if (!box) return;
  const lang = document.documentElement.lang;
  const [state, take, drop] = ["[data-state]", "[data-take]", "[data-drop]"].map((name) => box.querySelector(name));
  let list = null;

  const show = () => {
    const has = recall(`offline:${lang}`, null);
    const old = has !== null && has !== list.revision;
    state.textContent = has === null ? "" : old ? state.dataset.old : state.dataset.done;
    take.hidden = has !== null && !old;
    take.textContent = fill(old ? take.dataset.renew : take.dataset.take, { size: amount(list.bytes) });
    drop.hidden = has === null;
  };

  box.hidden = false;
  box.addEventListener("toggle", async () => {
    if (!box.open || list) return;
    try {
      list = await (await fetch(new URL(`${lang}/offline.json`, ROOT), { cache: "no-cache" })).json();
      show();
    } catch {
      state.textContent = state.dataset.failed;
    }
  });

  take.addEventListener("click", async () => {
    take.disabled = true;
    const kept = await caches.open(KEPT);
    const waiting = list.files.map((file) => new URL(file, ROOT).href);
    const total = waiting.length;
    let done = 0;
    let failed = false;
    const work = async () => {
      while (waiting.length && !failed) {
        try {
          failed ||= !(await keep(kept, waiting.pop(), "no-cache"));
        } catch {
          failed = true;
        }
        done += 1;
        if (done % 20 === 0) state.textContent = fill(state.dataset.doing, { done, total });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    take.disabled = false;
    if (failed) {
      state.textContent = state.dataset.failed;
      return;
    }
    remember(`offline:${lang}`, list.revision);
    show();
  });

  drop.addEventListener("click", async () => {
    const kept = await caches.open(KEPT);
    await Promise.all(list.files.map((file) => kept.delete(new URL(file, ROOT).href)));
    remember(`offline:${lang}`, null);
    await keepThisPage();
    show();
    take.focus();
  });
}
