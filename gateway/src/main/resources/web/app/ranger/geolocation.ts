import type { Position } from '../api/types.ts';
import { Store } from '../state/store.ts';

export interface DevicePosition {
  position: Position;
  /** Radius of 68 % confidence, metres, as the device reports it. */
  accuracy: number;
  /** ms since the epoch. */
  at: number;
}

export type FinderState =
  | { is: 'idle' }
  | { is: 'searching'; best: DevicePosition | null }
  | { is: 'found'; best: DevicePosition }
  | { is: 'denied' }
  | { is: 'failed' };

const GOOD_ENOUGH_METRES = 20;
const SEARCH_MS = 25_000;
const STALE_MS = 10 * 60_000;

/** Reads the device's position until it is accurate enough or the time is up, and uses the most accurate one. */
export class PositionFinder extends Store {
  state: FinderState = { is: 'idle' };

  private watch: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    if (this.watch !== null) {
      return;
    }
    if (!('geolocation' in navigator)) {
      this.become({ is: 'failed' });
      return;
    }
    this.become({ is: 'searching', best: null });
    this.watch = navigator.geolocation.watchPosition(
      (position) => this.found(position),
      (error) => this.failed(error),
      { enableHighAccuracy: true, maximumAge: 10_000, timeout: SEARCH_MS },
    );
    this.timer = setTimeout(() => this.finish(), SEARCH_MS);
  }

  stop(): void {
    if (this.watch !== null) {
      navigator.geolocation.clearWatch(this.watch);
      this.watch = null;
    }
    clearTimeout(this.timer);
  }

  restart(): void {
    this.stop();
    this.start();
  }

  /** The most accurate position; null if it is too old. */
  best(now: number = Date.now()): DevicePosition | null {
    const { state } = this;
    const best = state.is === 'found' || state.is === 'searching' ? state.best : null;
    return best !== null && now - best.at <= STALE_MS ? best : null;
  }

  private found({ coords, timestamp }: GeolocationPosition): void {
    const latest: DevicePosition = {
      position: { lat: sixDecimals(coords.latitude), lon: sixDecimals(coords.longitude) },
      accuracy: coords.accuracy,
      at: timestamp,
    };
    const before = this.state.is === 'searching' ? this.state.best : null;
    const best = before === null || latest.accuracy <= before.accuracy ? latest : before;
    if (best.accuracy <= GOOD_ENOUGH_METRES) {
      this.stop();
      this.become({ is: 'found', best });
    } else {
      this.become({ is: 'searching', best });
    }
  }

  private failed(error: GeolocationPositionError): void {
    if (error.code === error.PERMISSION_DENIED) {
      this.stop();
      this.become({ is: 'denied' });
    } else {
      this.finish();
    }
  }

  private finish(): void {
    this.stop();
    const best = this.state.is === 'searching' ? this.state.best : null;
    this.become(best === null ? { is: 'failed' } : { is: 'found', best });
  }

  private become(state: FinderState): void {
    this.state = state;
    this.changed();
  }
}

function sixDecimals(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
