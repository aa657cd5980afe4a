const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** If no answer comes at all, an attempt costs next to nothing, and a fire must not wait long. */
export const LONGEST_UNANSWERED_MS = 10_000;

/**
 * How long to wait after so many attempts, ms: doubling from 2 s to the longest, of which `random` (0 to 1) takes up to half
 * away, so that the phones of a whole valley don't send at the same moment.
 */
export function backOff(attempts: number, random: number, longest = LONGEST_MS): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), longest);
  return Math.round(full * (1 - random / 2));
}
