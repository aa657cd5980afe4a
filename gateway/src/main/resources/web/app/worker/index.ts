import { dispatch, REPORTS } from '../ranger/queue/dispatch.ts';
import { isRemember } from './messages.ts';
import { bundle, CACHE, DATA, isBundle, keepData, keepFiles, keepPage, networkFirst, page, pageOf } from './shell-cache.ts';

/** Background Sync is not in TypeScript's library. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    Promise.all([keepFiles(), keepPage('/'), keepPage('/ranger')]).then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) {
    return;
  }
  if (request.mode === 'navigate') {
    const path = pageOf(pathname);
    if (path !== null) {
      const { answer, kept } = page(path, request);
      event.waitUntil(kept);
      event.respondWith(answer);
    }
  } else if (isBundle(pathname)) {
    event.respondWith(bundle(request));
  } else if (DATA.includes(pathname) || pathname === '/manifest.webmanifest' || pathname.startsWith('/icons/')) {
    event.respondWith(networkFirst(request));
  }
});

worker.addEventListener('message', (event) => {
  const message: unknown = event.data;
  const path = isRemember(message) ? pageOf(message.page) : null;
  if (path !== null) {
    event.waitUntil(Promise.all([keepPage(path), keepData()]).catch(() => undefined));
  }
});

/** The browser found the network again while no page was open. A rejection makes it try later. */
worker.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as SyncEvent;
  if (tag === REPORTS) {
    waitUntil.call(
      event,
      dispatch(true).then((round) => {
        if (round.outcome === 'unreachable') {
          throw new Error('The gateway is out of reach');
        }
      }),
    );
  }
});
