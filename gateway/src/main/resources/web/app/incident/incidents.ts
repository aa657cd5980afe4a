import { call, query } from '../api/client.ts';
import type { HistoryEntry, Incident, IncidentAction, IncidentStatus, Kind, Page } from '../api/types.ts';

export interface ActionRequest {
  action: IncidentAction;
  note: string;
  /** For `hand-over`: a region code or a username. */
  to?: string;
  /** The same for all attempts of one decision, so that a retry is applied once. */
  key: string;
  /** The version of the incident that the person saw. The server refuses the action if the incident has another one now. */
  version?: number;
}

export function act(incidentId: string, request: ActionRequest): Promise<Incident> {
  const note = request.note.trim();
  return call<Incident>(`/api/incidents/${incidentId}/${request.action}`, {
    method: 'POST',
    headers: {
      'Idempotency-Key': request.key,
      ...(request.version === undefined ? {} : { 'If-Match': `"${request.version}"` }),
    },
    body: { ...(note === '' ? {} : { note }), ...(request.to === undefined ? {} : { to: request.to }) },
  });
}

export function history(incidentId: string): Promise<HistoryEntry[]> {
  return call<Page<HistoryEntry>>(`/api/incidents/${incidentId}/history`).then((page) => page.items);
}

export interface IncidentQuery {
  region?: string | null;
  kind?: readonly Kind[];
  status?: readonly IncidentStatus[];
  /** `me` or a username. */
  reporter?: string | null;
  /** Days in China, both included. */
  from?: string | null;
  to?: string | null;
  cursor?: string | null;
  limit?: number;
}

/** Newest first. */
export function incidents({ kind = [], status = [], ...single }: IncidentQuery): Promise<Page<Incident>> {
  const repeated = new URLSearchParams();
  kind.forEach((each) => repeated.append('kind', each));
  status.forEach((each) => repeated.append('status', each));
  const text = [query(single).slice(1), repeated.toString()].filter((part) => part !== '').join('&');
  return call<Page<Incident>>(`/api/incidents${text === '' ? '' : `?${text}`}`);
}

export function incident(id: string): Promise<Incident> {
  return call<Incident>(`/api/incidents/${encodeURIComponent(id)}`);
}
