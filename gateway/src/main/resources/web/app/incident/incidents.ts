import { call, query } from '../api/client.ts';
import type { HistoryEntry, Incident, IncidentStatus, Page, Verb } from '../api/types.ts';

export interface Deed {
  verb: Verb;
  note: string;
  /** For `hand-over`: a region code or a username. */
  to?: string;
  /** The same for every try of one decision, so that a retry can do no harm. */
  key: string;
}

export function act(incidentId: string, deed: Deed): Promise<Incident> {
  const note = deed.note.trim();
  return call<Incident>(`/api/incidents/${incidentId}/${deed.verb}`, {
    method: 'POST',
    headers: { 'Idempotency-Key': deed.key },
    body: { ...(note === '' ? {} : { note }), ...(deed.to === undefined ? {} : { to: deed.to }) },
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
