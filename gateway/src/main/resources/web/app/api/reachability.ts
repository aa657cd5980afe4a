import { Store } from '../state/store.ts';
import { onCall } from './client.ts';

const STORED = 'linzhang.contact';
const CHECK_MS = 3_000;

/** Whether the latest calls reached the server. The browser's online state is only a hint. */
class Reachability extends Store {
  reachable = navigator.onLine;
  /** When the server last responded, ms since the epoch; null if it never has. */
  lastAt: number | null = stored();

  constructor() {
    super();
    onCall((reached) => this.become(reached));
    addEventListener('offline', () => this.become(false));
    // A page that was frozen misses the event.
    setInterval(() => {
      if (this.reachable && !navigator.onLine) {
        this.become(false);
      }
    }, CHECK_MS);
  }

  private become(reached: boolean): void {
    this.reachable = reached;
    if (reached) {
      this.lastAt = Date.now();
      try {
        localStorage.setItem(STORED, String(this.lastAt));
      } catch {
        // Kept in memory until the page closes.
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
