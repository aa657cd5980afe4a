import { Store } from '../state/store.ts';

/** Warns if less than this is left, bytes: enough for some photos or thousands of reports. */
const LOW_FREE_BYTES = 50 * 2 ** 20;
/** Warns if more than this share of the browser's quota is used. */
const LOW_SHARE = 0.9;

/** `unprotected`: the browser may delete the data of this site when the device runs out of space. */
export type Protection = 'protected' | 'unprotected' | 'unknown';

export interface Estimate {
  usage: number;
  quota: number;
}

/** Whether the browser protects the stored data, and how much space is left. */
export class DeviceStorage extends Store {
  protection: Protection = 'unknown';
  isLow = false;

  /** Requests protection. Browsers grant it by their own rules; some ask the person. */
  async protect(): Promise<void> {
    try {
      const isGranted = (await navigator.storage.persisted()) || (await navigator.storage.persist());
      this.protection = isGranted ? 'protected' : 'unprotected';
    } catch {
      this.protection = 'unknown';
    }
    this.changed();
  }

  async measure(): Promise<void> {
    try {
      const { usage, quota } = await navigator.storage.estimate();
      this.isLow = usage !== undefined && quota !== undefined && isLow({ usage, quota });
    } catch {
      this.isLow = false;
    }
    this.changed();
  }
}

export function isLow({ usage, quota }: Estimate): boolean {
  return quota - usage < LOW_FREE_BYTES || usage > quota * LOW_SHARE;
}

/** Whether the device could not save because its storage is full. */
export function isQuotaExceeded(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

export const deviceStorage = new DeviceStorage();
