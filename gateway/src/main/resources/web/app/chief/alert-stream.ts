import type { Alert } from '../api/types.ts';

export type Connection = { is: 'connecting' | 'lost'; since: number } | { is: 'open'; since: number };

export interface StreamListener {
  alert(alert: Alert): void;
  /** Called each time the stream opens, also after a reconnect. */
  connection(connection: Connection): void;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** A page that was hidden for this long, ms, may have lost its connection without an event. */
const LONG_SLEEP_MS = 45_000;

/**
 * The stream of live alerts. The browser reconnects after a lost connection and sends `Last-Event-ID`. If it stops
 * reconnecting (the gateway responded with an error), this class opens a new stream.
 */
export class AlertStream {
  private readonly listener: StreamListener;
  private source: EventSource | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private connection: Connection = { is: 'connecting', since: Date.now() };
  private hiddenSince: number | null = null;

  constructor(listener: StreamListener) {
    this.listener = listener;
  }

  start(): void {
    addEventListener('online', this.reopen);
    document.addEventListener('visibilitychange', this.onVisibilityChange);
    this.open();
  }

  stop(): void {
    removeEventListener('online', this.reopen);
    document.removeEventListener('visibilitychange', this.onVisibilityChange);
    clearTimeout(this.retry);
    this.source?.close();
  }

  private open(): void {
    clearTimeout(this.retry);
    this.source?.close();
    const source = new EventSource('/api/alerts/stream');
    this.source = source;
    source.addEventListener('open', () => {
      this.failures = 0;
      this.become('open');
    });
    source.addEventListener('alert', (event) => this.listener.alert(JSON.parse(String(event.data)) as Alert));
    source.addEventListener('error', () => {
      this.become(this.connection.is === 'connecting' ? 'connecting' : 'lost');
      if (source.readyState === EventSource.CLOSED) {
        const wait = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS);
        this.failures += 1;
        this.retry = setTimeout(() => this.open(), wait);
      }
    });
  }

  private readonly reopen = (): void => this.open();

  private readonly onVisibilityChange = (): void => {
    if (document.visibilityState === 'hidden') {
      this.hiddenSince = Date.now();
    } else if (this.hiddenSince !== null && Date.now() - this.hiddenSince > LONG_SLEEP_MS) {
      this.open();
    }
  };

  private become(is: Connection['is']): void {
    if (is === 'open' || is !== this.connection.is) {
      this.connection = { is, since: Date.now() };
    }
    this.listener.connection(this.connection);
  }
}
