/**
 * The service worker of the driver's page: the page's files and the map are there without signal. What is asked of
 * `/api` always goes to the network: the page itself keeps what it needs and sends what it has.
 */

interface Waiting extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface Asked extends Waiting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const worker = self as unknown as WorkerScope;

/** Put here by the build: the page's files, and a name that changes with them. */
declare const __PAGE_FILES__: readonly string[];
declare const __PAGE_VERSION__: string;

const pageCache = `page-${__PAGE_VERSION__}`;
const mapCache = 'map-1';
const mapPaths = /^\/(tiles|style|glyphs|sprites)[/.]/;
const mostMapFiles = 4_000;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(pageCache).then((cache) => cache.addAll(['/drive', ...__PAGE_FILES__])).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== pageCache && name !== mapCache).map((name) => caches.delete(name))))
    .then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(networkFirst(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(cacheFirst(request, pageCache));
  else if (mapPaths.test(url.pathname)) event.respondWith(freshThenKept(event));
});

/** The page as it is now, or else as it was. */
async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match('/drive', { cacheName: pageCache });
    if (kept) return kept;
    throw error;
  }
}

async function cacheFirst(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** What is kept, at once, and renewed for the next time; else what the network says. */
async function freshThenKept(event: Asked): Promise<Response> {
  const cache = await caches.open(mapCache);
  const kept = await cache.match(event.request);
  const renewed = fetch(event.request).then(async (response) => {
    if (response.ok) await cache.put(event.request, response.clone());
    return response;
  });
  if (!kept) return renewed;
  event.waitUntil(renewed.then(() => trim(cache), () => undefined));
  return kept;
}

/** The oldest go first, so that a phone does not fill up over the months. */
async function trim(cache: Cache): Promise<void> {
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - mostMapFiles)).map((request) => cache.delete(request)));
}
