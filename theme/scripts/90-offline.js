// Reading without a network: takes up the worker, and says when the page on the screen is a copy.
// The script's own element gives the worker's address and the wording.

const { worker, keptAt, showNewer } = document.currentScript.dataset;
// Browsers ask for a word of ours before an address becomes a worker, or a text a document (the page's
// policy). Only what stands in this file can give it.
const trusted = window.trustedTypes?.createPolicy?.("bantin", {
  createScriptURL: (address) => (new URL(address).origin === location.origin ? address : ""),
  createHTML: (text) => text, // for a document that is read and never shown, so nothing in it runs
}) ?? { createScriptURL: (address) => address, createHTML: (text) => text };

const copiedMs = Number(document.querySelector('meta[name="bantin"]')?.dataset.kept);

// Only where the site itself stands, in a window of its own: not in a preview, nor in a copy that
// somebody looks at on a machine, where a worker would go on answering for other sites.
const isAtHome = worker && new URL(worker).origin === location.origin && window.top === window;

if (isAtHome && "serviceWorker" in navigator) {
  const isNew = !navigator.serviceWorker.controller;
  // After the page has all that it needs: the worker asks for a few files of its own.
  window.addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(trusted.createScriptURL(worker), { updateViaCache: "none" });
      if (isNew) (await navigator.serviceWorker.ready).active.postMessage("read");
    } catch {
      // Private windows refuse; the page is none the worse.
    }
  });
}

if (copiedMs) {
  const note = document.createElement("div");
  note.className = "kept-note";
  note.setAttribute("role", "status");
  document.body.append(note);
  // Filled a moment later: screen readers tell of what changes, not of what comes filled.
  setTimeout(() => note.prepend(keptAt.replace("{time}", spoken(new Date(copiedMs)))), 100);

  const offer = () => {
    if (note.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = showNewer;
    button.addEventListener("click", () => location.reload());
    note.append(button);
  };
  window.addEventListener("online", offer);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data === "gone") location.reload();
    if (data === "newer") offer();
  });
}

function spoken(time) {
  const two = (number) => String(number).padStart(2, "0");
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  return `${clock}, ${two(time.getDate())}/${two(time.getMonth() + 1)}/${time.getFullYear()}`;
}

// The page for when there is no network lists what can be read.
const list = document.querySelector("[data-kept-pages]");

async function fill() {
  const site = `bantin ${new URL(".", worker).pathname} `;
  const names = await caches.keys();
  const name = names.find((one) => one.startsWith(site) && one.endsWith(" pages"));
  const kept = name ? await caches.open(name) : undefined;
  for (const key of (await kept?.keys())?.reverse() ?? []) {
    const text = await (await kept.match(key)).text();
    const page = new DOMParser().parseFromString(trusted.createHTML(text), "text/html");
    const link = document.createElement("a");
    link.href = new URL(key.url).pathname;
    link.textContent = page.querySelector('meta[property="og:title"]')?.content || page.title;
    const entry = document.createElement("li");
    entry.append(link);
    list.append(entry);
  }
  document.querySelector(list.children.length ? "[data-kept-some]" : "[data-kept-none]").hidden = false;
}

if (list && worker && "caches" in window) fill();
