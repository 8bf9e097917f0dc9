{# The service worker: keeps the offline page, the neutral page and their files. Never a page with words. #}
const kept = {{ kept|safe }};
const name = "kept-" + kept.files.join().replace(/[^a-f0-9]/g, "").slice(-64);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll([kept.offline, kept.neutral, ...kept.files]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((other) => other !== name).map((other) => caches.delete(other))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const fallback = pathname === kept.neutral ? kept.neutral : kept.offline;
    event.respondWith(fetch(request).catch(() => caches.match(fallback)));
  } else if (kept.files.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(pathname)));
  }
});
