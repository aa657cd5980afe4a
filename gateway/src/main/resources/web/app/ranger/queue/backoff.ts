const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait after so many tries, ms: doubling from 2 s to 5 min, of which `random` (0 to 1) takes up to half
 * away, so that a valley full of phones doesn't come back at one moment.
 */
export function backOff(attempts: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS);
  return Math.round(full * (1 - random / 2));
}
