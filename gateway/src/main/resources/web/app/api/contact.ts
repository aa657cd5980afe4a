import { onCall } from './client.ts';

const STORED = 'linzhang.contact';

/** Whether the server could be reached lately, by what calls have met; the browser's own word is only a hint. */
class Contact extends EventTarget {
  reachable = navigator.onLine;
  /** ms since the epoch, null where there never was any. */
  lastAt: number | null = stored();

  constructor() {
    super();
    onCall((reached) => this.become(reached));
    addEventListener('offline', () => this.become(false));
  }

  private become(reached: boolean): void {
    this.reachable = reached;
    if (reached) {
      this.lastAt = Date.now();
      try {
        localStorage.setItem(STORED, String(this.lastAt));
      } catch {
        // Known until the page closes, then.
      }
    }
    this.dispatchEvent(new Event('changed'));
  }
}

function stored(): number | null {
  try {
    const at = Number(localStorage.getItem(STORED));
    return at > 0 ? at : null;
  } catch {
    return null;
  }
}

export const contact = new Contact();
