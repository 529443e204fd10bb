// The service worker: what was read can be read again where there is no network.
// Why it does what it does: generator/decisions/0013-offline.md.

const BASE = {{ shell.base | tojson }};
const VERSION = {{ version | tojson }};
const OFFLINE = {{ offline | tojson }};
const GONE = {{ gone | tojson }};
const LOOK = {{ [shell.stylesheet, shell.script] | tojson }};

const LIMITS = { pages: 20, pictures: 60, parts: 20 };
const PATIENCE_MS = 4000;
const LONGEST_MS = 30 * 24 * 3600 * 1000;
// Only a page that says so itself is kept. A notice that something was withdrawn does not, nor
// does a redirect, nor what some box on the way may answer in our name.
const MARK = '<meta name="bantin" content="keep"';
const FOR_EVER = /\.[0-9a-f]{8,}(\.min)?\.[a-z0-9]+$/;

// Caches belong to the whole host, so their names say which site's they are.
const SITE = `bantin ${BASE} `;
const open = (part) => caches.open(`${SITE}${VERSION} ${part}`);
const pathOf = (thing) => new URL(thing.url).pathname;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(prepare());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

// What is asked for in pieces (sound, film) is none of these, and is left to the browser.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request);
  const isOurs = new URL(request.url).origin === location.origin && path.startsWith(BASE);
  if (request.method !== "GET" || !isOurs) return;
  if (request.destination === "document") {
    if (isPage(path)) event.respondWith(page(event, path));
  } else if (request.destination === "image") {
    event.respondWith(FOR_EVER.test(path) ? lasting(event, "pictures") : picture(event));
  } else if (["style", "script", "font"].includes(request.destination) && FOR_EVER.test(path)) {
    event.respondWith(lasting(event, "parts"));
  }
});

// A page that was open before there was a worker asks to be kept like those read after it.
self.addEventListener("message", (event) => {
  const path = pathOf(event.source);
  if (path.startsWith(BASE) && isPage(path)) {
    event.waitUntil(keepUnlessKept(path));
  }
});

async function keepUnlessKept(path) {
  if (!(await (await open("pages")).match(path))) await settle(path, await fetch(path));
}

async function prepare() {
  const parts = await open("parts");
  const answer = await fetch(OFFLINE, { cache: "no-cache" });
  if (!isSound(answer)) throw new Error(OFFLINE);
  await parts.put(OFFLINE, answer);
  await parts.addAll(LOOK);
  await settle(BASE, await fetch(BASE, { cache: "no-cache" }));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(SITE) && !name.startsWith(`${SITE}${VERSION} `)) await caches.delete(name);
  }
  // The request goes out while a slow telephone is still starting this worker.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

// Feeds, attachments and JSON have an ending and are left to the browser.
function isPage(path) {
  return path !== OFFLINE && !/\.[^/]*$/.test(path);
}

function isSound(answer) {
  return answer.status === 200 && answer.type === "basic" && !answer.redirected;
}

// The server is in trouble, which says nothing of the page.
function isTrouble(answer) {
  return answer.status >= 500 || answer.status === 408 || answer.status === 429;
}

// The network's answer; the copy only when there is none, or none in time.
async function page(event, path) {
  const arrival = arrive(event);
  const copy = await (await open("pages")).match(path);
  const patience = copy ? [wait(PATIENCE_MS)] : [];
  const answer = await Promise.race([arrival.catch(() => undefined), ...patience]);
  if (answer && !(copy && isTrouble(answer))) {
    event.waitUntil(settle(path, answer.clone()).then(lookForGone));
    return answer;
  }
  if (!copy) return (await open("parts")).match(OFFLINE);
  event.waitUntil(putLast(path, copy.clone()).then(() => followUp(arrival, path)));
  return copy;
}

async function arrive(event) {
  return (await event.preloadResponse) || fetch(event.request);
}

// The copy is on the screen: what the late answer says of it reaches the reader too.
async function followUp(arrival, path) {
  const answer = await arrival.catch(() => undefined);
  if (!answer || isTrouble(answer)) return;
  await tell(path, await settle(path, answer));
  await lookForGone();
}

async function tell(path, news) {
  for (const client of await self.clients.matchAll({ type: "window" })) {
    if (pathOf(client) === path) client.postMessage(news);
  }
}

// Keep what the network said of a page, or forget the page; return which.
async function settle(path, answer) {
  if (isTrouble(answer)) return "trouble";
  const text = isSound(answer) ? await answer.text() : "";
  if (!text.includes(MARK)) return forget(path);
  const now = Date.now();
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  headers.set("bantin-kept", now);
  // The page itself says that it is a copy: the script in it has no other sure way to know.
  const marked = text.replace(MARK, `${MARK} data-kept="${now}"`);
  await forgetPictures(path, text);
  await putLast(path, new Response(marked, { headers }));
  return "newer";
}

async function putLast(path, copy) {
  const pages = await open("pages");
  await pages.delete(path);
  await pages.put(path, copy);
  await trim("pages");
}

async function forget(path) {
  await forgetPictures(path, "");
  await (await open("pages")).delete(path);
  return "gone";
}

// What a page showed and shows no longer: a portrait may have been taken back.
async function forgetPictures(path, now) {
  const before = await (await (await open("pages")).match(path))?.text();
  if (!before) return;
  const pictures = await open("pictures");
  for (const key of await pictures.keys()) {
    if (before.includes(pathOf(key)) && !now.includes(pathOf(key))) await pictures.delete(key);
  }
}

// Oldest first; the home page and what every page needs are not counted.
async function trim(part) {
  const cache = await open(part);
  const keys = (await cache.keys()).filter((key) => ![BASE, OFFLINE, ...LOOK].includes(pathOf(key)));
  for (const key of keys.slice(0, -LIMITS[part])) await cache.delete(key);
}

// Once for each start of the worker, when there is a network: one small file tells which copies
// to forget without asking for each page. It holds digests, so it betrays no address.
let hasLooked = false;
async function lookForGone() {
  if (hasLooked) return;
  hasLooked = true;
  const answer = await fetch(GONE, { cache: "no-cache" }).catch(() => undefined);
  const gone = answer?.ok ? await answer.json() : [];
  const pages = await open("pages");
  for (const key of await pages.keys()) {
    const kept = Number((await pages.match(key)).headers.get("bantin-kept"));
    if (gone.includes(await digestOf(pathOf(key))) || Date.now() - kept > LONGEST_MS) {
      await tell(pathOf(key), await forget(pathOf(key)));
    }
  }
}

async function digestOf(path) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(path)));
  return Array.from(bytes.slice(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A name that holds a digest never changes its bytes: the network is asked once.
async function lasting(event, part) {
  const cache = await open(part);
  const path = pathOf(event.request);
  const copy = await cache.match(path);
  if (copy) return copy;
  const answer = await fetch(event.request);
  if (isSound(answer)) event.waitUntil(cache.put(path, answer.clone()).then(() => trim(part)));
  return answer;
}

async function picture(event) {
  const cache = await open("pictures");
  const path = pathOf(event.request);
  const answer = await fetch(event.request).catch(() => undefined);
  if (!answer || isTrouble(answer)) return (await cache.match(path)) ?? answer ?? Response.error();
  await cache.delete(path);
  if (isSound(answer)) {
    event.waitUntil(cache.put(path, answer.clone()).then(() => trim("pictures")));
  }
  return answer;
}
