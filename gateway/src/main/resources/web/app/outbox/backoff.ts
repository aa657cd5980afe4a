const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * The longest delay, ms, if there was no response: such an attempt costs almost nothing, and a fire must not wait long.
 */
export const LONGEST_UNANSWERED_MS = 10_000;

/**
 * The delay before the next attempt, ms. It doubles from 2 s to the maximum. `random` (0 to 1) subtracts up to half, so
 * that the phones of one area don't send at the same moment.
 */
export function backOff(attempts: number, random: number, longest = LONGEST_MS): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), longest);
  return Math.round(full * (1 - random / 2));
}
