import { call, send, type Answer } from '../api/client.ts';
import { ProblemError } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import type { OutboxRequest } from './kinds.ts';
import type { Connection } from './sender.ts';

const SESSION_TIMEOUT_MS = 10_000;

/** The connection to the server through the gateway, with the browser's session. */
export const gatewayConnection: Connection = {
  async person(): Promise<Me | null> {
    try {
      return await call<Me>('/api/me', { timeoutMs: SESSION_TIMEOUT_MS });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) {
        return null;
      }
      throw error;
    }
  },

  send({ path, ...request }: OutboxRequest, owner: string): Promise<Answer> {
    return send(path, {
      ...request,
      // The server rejects the request if another person has logged in since the session was read.
      headers: { ...request.headers, 'X-Expected-User': owner },
    });
  },
};
