import { call, query } from '../api/client.ts';
import type { HistoryEntry, Incident, IncidentStatus, Page, IncidentAction } from '../api/types.ts';

export interface ActionRequest {
  action: IncidentAction;
  note: string;
  /** For `hand-over`: a region code or a username. */
  to?: string;
  /** The same for every try of one decision, so that a retry can do no harm. */
  key: string;
}

export function act(incidentId: string, request: ActionRequest): Promise<Incident> {
  const note = request.note.trim();
  return call<Incident>(`/api/incidents/${incidentId}/${request.action}`, {
    method: 'POST',
    headers: { 'Idempotency-Key': request.key },
    body: { ...(note === '' ? {} : { note }), ...(request.to === undefined ? {} : { to: request.to }) },
  });
}

export function history(incidentId: string): Promise<HistoryEntry[]> {
  return call<Page<HistoryEntry>>(`/api/incidents/${incidentId}/history`).then((page) => page.items);
}

export function incidents(filter: {
  region?: string;
  status?: IncidentStatus;
  reporter?: string;
  cursor?: string;
  limit?: number;
}): Promise<Page<Incident>> {
  return call<Page<Incident>>(`/api/incidents${query(filter)}`);
}
