import { Store } from '../state/store.ts';
import { onCall } from './client.ts';

const STORED = 'linzhang.contact';

/** Whether the server could be reached lately, by the outcome of calls; the browser's own opinion is only a hint. */
class Reachability extends Store {
  reachable = navigator.onLine;
  /** When the server last answered, ms since the epoch; null if it never has. */
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
        // It is known until the page closes.
      }
    }
    this.changed();
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

export const reachability = new Reachability();
