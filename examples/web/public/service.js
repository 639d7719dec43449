// The page without a connection: what was loaded once is kept. Files with a hash in their name never change; the rest is asked
// for first, and taken from what is kept when no answer comes.

const KEPT = "semnet-1";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.href.startsWith(registration.scope)) return;
  event.respondWith(/\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(url.pathname) ? keptFirst(request) : freshFirst(request));
});

async function keptFirst(request) {
  const kept = await caches.open(KEPT);
  return (await kept.match(request)) ?? keep(kept, request, await fetch(request));
}

async function freshFirst(request) {
  const kept = await caches.open(KEPT);
  try {
    return await keep(kept, request, await fetch(request));
  } catch (error) {
    const found = await kept.match(request, { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}

async function keep(kept, request, response) {
  if (response.ok) await kept.put(request, response.clone());
  return response;
}
