/** Another page has taken the lock, because this page sent no heartbeats. */
export class TakenOverError extends Error {
  constructor() {
    super('Another page has taken over');
  }
}

export interface Timing {
  /** The interval of the holder's heartbeats, ms. */
  heartbeatMs: number;
  /** A holder without a heartbeat for this long counts as frozen, ms. */
  staleMs: number;
}

/** Browsers limit the timers of a hidden page to one tick a second; a frozen page has no timers. */
const DEFAULT_TIMING: Timing = { heartbeatMs: 2_000, staleMs: 12_000 };

/**
 * Runs work in at most one page or worker of this device at a time. A page that the system has frozen still holds its
 * lock but sends no heartbeats, so another page takes the lock. The frozen page may still finish a request that it had
 * started, so the work must be idempotent.
 */
export class Exclusive {
  private readonly name: string;
  private readonly timing: Timing;
  private readonly locks: LockManager | undefined;

  constructor(name: string, timing: Timing = DEFAULT_TIMING, locks: LockManager | undefined = navigator.locks) {
    this.name = name;
    this.timing = timing;
    this.locks = locks;
  }

  /**
   * Waits for the lock, then runs the work with a signal that is aborted if another page takes the lock.
   *
   * @throws TakenOverError if another page took the lock
   */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { locks } = this;
    if (locks === undefined) {
      return work(new AbortController().signal);
    }
    const free = await this.request(locks, { ifAvailable: true }, work);
    return free === null ? this.runAfter(locks, work) : free.result;
  }

  /** Waits while the holder sends heartbeats. */
  private async runAfter<T>(locks: LockManager, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const channel = new BroadcastChannel(this.name);
    try {
      for (;;) {
        const silence = new AbortController();
        const give = (): void => silence.abort();
        let timer = setTimeout(give, this.timing.staleMs);
        channel.onmessage = () => {
          clearTimeout(timer);
          timer = setTimeout(give, this.timing.staleMs);
        };
        try {
          const taken = await this.request(locks, { signal: silence.signal }, (signal) => {
            clearTimeout(timer);
            channel.onmessage = null;
            return work(signal);
          });
          if (taken !== null) {
            return taken.result;
          }
        } catch (error) {
          if (!silence.signal.aborted || error instanceof TakenOverError) {
            throw error;
          }
        } finally {
          clearTimeout(timer);
        }
        const stolen = await this.request(locks, { steal: true }, work);
        if (stolen !== null) {
          return stolen.result;
        }
      }
    } finally {
      channel.close();
    }
  }

  /** Null if the lock isn't available. */
  private async request<T>(
    locks: LockManager,
    options: LockOptions,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ result: T } | null> {
    const lost = new AbortController();
    let isHeld = false;
    try {
      return await locks.request(this.name, options, async (lock) => {
        if (lock === null) {
          return null;
        }
        isHeld = true;
        const result = await this.beating(() => work(lost.signal));
        isHeld = false;
        return { result };
      });
    } catch (error) {
      if (isHeld && error instanceof DOMException && error.name === 'AbortError') {
        lost.abort();
        throw new TakenOverError();
      }
      throw error;
    }
  }

  private async beating<T>(work: () => Promise<T>): Promise<T> {
    const channel = new BroadcastChannel(this.name);
    const timer = setInterval(() => channel.postMessage('alive'), this.timing.heartbeatMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      channel.close();
    }
  }
}
