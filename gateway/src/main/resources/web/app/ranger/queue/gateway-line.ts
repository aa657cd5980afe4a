import { call, send, type Answer } from '../../api/client.ts';
import { Refusal } from '../../api/problem.ts';
import type { Me } from '../../api/types.ts';
import type { QueuedReport } from './report.ts';
import type { Line } from './sender.ts';

const ASK_TIMEOUT_MS = 10_000;

/** The way to the server through the gateway, with the browser's session. */
export const gatewayLine: Line = {
  async user(): Promise<string | null> {
    try {
      return (await call<Me>('/api/me', { timeoutMs: ASK_TIMEOUT_MS })).username;
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 401) {
        return null;
      }
      throw error;
    }
  },

  put(report: QueuedReport): Promise<Answer> {
    return send(`/api/incidents/${report.id}`, {
      method: 'PUT',
      body: report.body,
      // Refused where somebody else has logged in since the user was asked for.
      headers: { 'X-Linzhang-User': report.owner },
    });
  },
};
