import { dispatch, OUTBOX } from '../outbox/dispatch.ts';
import { endPendingSession, isLogOutPending, LOG_OUT } from '../session/pending-log-out.ts';
import { isRemember } from './messages.ts';
import {
  bundle,
  CACHE,
  data,
  DATA,
  deleteUnusedFiles,
  file,
  page,
  pageAt,
  storeData,
  storedPages,
  storeFiles,
  storePage,
} from './shell-cache.ts';
import { isBundle } from './shell-files.ts';

/** TypeScript's library does not contain Background Sync. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Stores all stored pages again, so that each is available without network after an update. */
worker.addEventListener('install', (event) => {
  const pages = async (): Promise<void> => {
    // One at a time, because they share most of their files.
    for (const path of new Set(['/ranger', '/', ...(await storedPages())])) {
      await storePage(path);
    }
  };
  event.waitUntil(Promise.all([storeFiles(), pages()]).then(() => worker.skipWaiting()));
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
    const path = pageAt(pathname);
    if (path !== null) {
      const { answer, stored } = page(path, request, event.resultingClientId);
      event.waitUntil(stored.then(cleanUp));
      event.respondWith(answer);
    } else {
      event.respondWith(afterLogOut(request));
    }
  } else if (isBundle(pathname)) {
    event.respondWith(bundle(request));
  } else if (DATA.includes(pathname)) {
    event.respondWith(isLogOutPending().then((isPending) => data(request, !isPending)));
  } else if (pathname === '/manifest.webmanifest' || pathname.startsWith('/icons/')) {
    event.respondWith(file(request));
  }
});

worker.addEventListener('message', (event) => {
  const message: unknown = event.data;
  const path = isRemember(message) ? pageAt(message.page) : null;
  if (path !== null) {
    event.waitUntil(Promise.all([storeOnce(path), refreshData()]).then(cleanUp, () => undefined));
  }
});

/** Called when the network is back, also if no page is open. The browser retries after a rejection. */
worker.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as SyncEvent;
  if (tag === OUTBOX) {
    waitUntil.call(event, send());
  } else if (tag === LOG_OUT) {
    waitUntil.call(event, endSession());
  }
});

async function send(): Promise<void> {
  const round = await dispatch(true);
  if (round.outcome === 'unreachable') {
    throw new Error('The gateway is out of reach');
  }
}

async function endSession(): Promise<void> {
  if (!(await endPendingSession())) {
    throw new Error('The gateway is out of reach');
  }
}

/** A pending log-out ends the session first: neither a log-in nor another address may use it. */
async function afterLogOut(request: Request): Promise<Response> {
  return (await endPendingSession()) ? fetch(request) : Response.redirect('/', 303);
}

/** A page that was opened through the worker is already stored. */
async function storeOnce(path: string): Promise<void> {
  if (!(await storedPages()).includes(path)) {
    await storePage(path);
  }
}

async function refreshData(): Promise<void> {
  if (!(await isLogOutPending())) {
    await storeData();
  }
}

async function cleanUp(): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  await deleteUnusedFiles(windows.map(({ id }) => id)).catch(() => undefined);
}
