import { REMEMBER } from '../worker/messages.ts';

/** Puts the service worker in charge and has it keep this page for times without network. */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    return;
  }
  try {
    await navigator.serviceWorker.register('/sw.js');
    const registration = await navigator.serviceWorker.ready;
    registration.active?.postMessage({ type: REMEMBER, page: location.pathname });
  } catch {
    // Without a worker the page still works, as long as there is network.
  }
}
