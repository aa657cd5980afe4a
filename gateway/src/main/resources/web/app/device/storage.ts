import { Store } from '../state/store.ts';

/** Warns before this little is left, bytes: some photos, or thousands of reports. */
const LOW_FREE_BYTES = 50 * 2 ** 20;
/** ... or when this share of what the browser allows is used. */
const LOW_SHARE = 0.9;

/** `unprotected`: the browser may delete the data of this site when the device runs out of space. */
export type Protection = 'protected' | 'unprotected' | 'unknown';

export interface Estimate {
  usage: number;
  quota: number;
}

/** Whether the browser protects what is stored, and how much space is left. */
export class DeviceStorage extends Store {
  protection: Protection = 'unknown';
  isLow = false;

  /** Asks for protection, which browsers grant by their own rules and some only after a question to the person. */
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

/** The device refused to save because it is full. */
export function isQuotaExceeded(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

export const deviceStorage = new DeviceStorage();
