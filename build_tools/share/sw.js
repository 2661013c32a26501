/* Keeps what was read for when there is no network. The network comes first: nothing in here holds back what is new. */

const REVISION = "@REVISION@";
const KEPT = "playbook-kept";
const OFFLINE = "offline.html";
/* The browser asks for these whenever it likes, also without a network. */
const ICONS = ["assets/favicon.svg", "favicon.ico"];
const PATIENCE = 4000;
/* A file of this kind never changes under its name. */
const UNCHANGING = /\/assets\/(fonts|social|css\/site\.)|\/pagefind\/(fragment|index|filter)\//;

const root = new URL(self.registration.scope);

/** The address a file is kept under: what stands after `?` only matters to scripts. */
const nameOf = (url) => url.origin + url.pathname;

async function keepAtOnce() {
  const kept = await caches.open(KEPT);
  const keep = (file) => kept.add(new Request(new URL(file, root), { cache: "no-cache" }));
  await keep(OFFLINE);
  await Promise.allSettled(ICONS.map(keep));
}

addEventListener("install", (event) => {
  event.waitUntil(keepAtOnce());
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
  if (event.data === "revision") event.source.postMessage({ revision: REVISION });
});

async function fromNetwork(request, name, kept) {
  const response = await fetch(request);
  if (response.ok && response.type === "basic" && !response.redirected) await kept.put(name, response.clone());
  return response;
}

async function answer(request, url) {
  const kept = await caches.open(KEPT);
  const name = nameOf(url);
  const old = await kept.match(name);
  if (old && UNCHANGING.test(url.pathname)) return old;
  const fresh = fromNetwork(request, name, kept);
  if (!old) {
    return fresh.catch(async (error) => {
      const instead = request.mode === "navigate" && (await kept.match(nameOf(new URL(OFFLINE, root))));
      if (instead) return instead;
      throw error;
    });
  }
  const patience = new Promise((resolve) => { setTimeout(() => resolve(old), PATIENCE); });
  return Promise.race([fresh.catch(() => old), patience]);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return;
  if (request.headers.has("range") || url.pathname.includes("/__playbook__/")) return;
  event.respondWith(answer(request, url));
});
