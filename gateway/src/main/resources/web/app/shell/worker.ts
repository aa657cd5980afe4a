import { REMEMBER } from '../worker/messages.ts';

/** Registers the service worker and makes it store this page for use without network. */
export async function storeForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    return;
  }
  try {
    // A module, because it shares chunks with the pages.
    await navigator.serviceWorker.register('/sw.js', { type: 'module' });
    const registration = await navigator.serviceWorker.ready;
    registration.active?.postMessage({ type: REMEMBER, page: location.pathname });
  } catch {
    // Without a worker the page works only with network.
  }
}
