import { REMEMBER } from '../worker/messages.ts';

/** Puts the service worker in charge and has it keep this page for times without network. */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    return;
  }
  try {
    // A module, as it shares chunks with the pages.
    await navigator.serviceWorker.register('/sw.js', { type: 'module' });
    const registration = await navigator.serviceWorker.ready;
    registration.active?.postMessage({ type: REMEMBER, page: location.pathname });
  } catch {
    // Without a worker the page still works, as long as there is network.
  }
}
