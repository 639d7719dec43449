// The page without a connection: the build lists its files here, and they are kept when the page is first seen. Files with a
// hash in their name never change; of the rest the server is asked first, and what is kept is taken when it does not answer.

const FILES = [];
const KEPT = "semnet-0";
/** A file is one, whatever place in a network its address names, and whoever asks for it. */
const ANY = { ignoreSearch: true, ignoreVary: true };

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(begin()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.href.startsWith(registration.scope)) return;
  event.respondWith(/\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(url.pathname) ? keptFirst(request) : freshFirst(request));
});

async function keepAll() {
  const kept = await caches.open(KEPT);
  await kept.addAll(FILES);
  await skipWaiting();
}

/** What an older version kept goes. Other pages of this server have caches with other names. */
async function begin() {
  for (const name of await caches.keys()) if (/^semnet-\w+$/.test(name) && name !== KEPT) await caches.delete(name);
  await clients.claim();
}

async function keptFirst(request) {
  const kept = await caches.open(KEPT);
  return (await kept.match(request, ANY)) ?? keep(kept, request, await fetch(request));
}

async function freshFirst(request) {
  const kept = await caches.open(KEPT);
  try {
    return await keep(kept, request, await fetch(request));
  } catch (error) {
    const found = await kept.match(request, ANY);
    if (found) return found;
    throw error;
  }
}

async function keep(kept, request, response) {
  // One page for all addresses, whatever place in a network they name.
  const key = request.mode === "navigate" ? "./" : request;
  if (response.ok) await kept.put(key, response.clone());
  return response;
}
