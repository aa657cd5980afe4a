import type { Answer } from '../api/client.ts';
import { foreignProblem, names, slugOf, type Problem } from '../api/problem.ts';

/** The result of a response for the entry that was sent. */
export type DeliveryOutcome =
  | { is: 'delivered' }
  | { is: 'login'; problem: Problem }
  | { is: 'later'; problem: Problem; waitMs?: number }
  | { is: 'clock'; problem: Problem; serverTime: number }
  | { is: 'attention'; problem: Problem };

const TRY_AGAIN = [408, 425, 429];

/**
 * Evaluates a response. Only a response that certainly comes from the platform changes the entry; the page of a captive
 * portal leaves it queued with any status, 200 or 404.
 *
 * @param timeField the field that the server rejects if the device's clock is fast
 */
export function deliveryOutcome(answer: Answer, timeField?: string): DeliveryOutcome {
  const { status, problem } = answer;
  const foreign = foreignProblem(status);
  if (status === 200 || status === 201) {
    return answer.body !== null && problem === null ? { is: 'delivered' } : { is: 'later', problem: foreign };
  }
  if (status === 204) {
    return { is: 'delivered' };
  }
  if (status === 401 || (problem !== null && slugOf(problem) === 'user-mismatch')) {
    return { is: 'login', problem: problem ?? foreign };
  }
  if (status === 413) {
    return { is: 'attention', problem: problem ?? { ...foreign, type: 'body-too-large' } };
  }
  if (problem === null || status < 400 || status >= 500 || TRY_AGAIN.includes(status)) {
    return later(problem ?? foreign, answer.retryAfter);
  }
  if (status === 400 && timeField !== undefined && names(problem, timeField) && answer.serverTime !== null) {
    return { is: 'clock', problem, serverTime: answer.serverTime };
  }
  return { is: 'attention', problem };
}

/** The server has a different body under this id; only a new id can help. */
export function isConflict(problem: Problem): boolean {
  return slugOf(problem) === 'conflicting-body';
}

function later(problem: Problem, waitMs: number | null): DeliveryOutcome {
  return waitMs === null ? { is: 'later', problem } : { is: 'later', problem, waitMs };
}
