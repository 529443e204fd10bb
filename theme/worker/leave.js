// The worker of a site that keeps nothing (any more): it takes the place of one that may be at
// work in readers' browsers, throws away what that has kept, and goes.

const SITE = {{ ("bantin " ~ shell.base ~ " ") | tojson }};

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(SITE)) await caches.delete(name);
  }
  await self.registration.unregister();
}
