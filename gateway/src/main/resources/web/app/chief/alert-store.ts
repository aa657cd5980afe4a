import type { Alert, Incident } from '../api/types.ts';

/** How long the result of an own action outweighs what the stream says of an incident, ms: older events may still arrive. */
export const OWN_ACTION_MS = 5_000;

/**
 * The alerts of one inbox, each once, whether they come by the stream or by the list. The stream is open before the
 * list is asked for, so a list may be older than what the stream has brought since.
 */
export class AlertStore {
  private readonly alerts = new Map<string, Alert>();
  private readonly streamed = new Map<string, number>();
  private readonly ownActions = new Map<string, { incident: Incident; at: number }>();

  /** Newest first. */
  all(): Alert[] {
    return [...this.alerts.values()].sort(
      (a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt) || b.id.localeCompare(a.id),
    );
  }

  /** @returns whether the alert was unknown */
  fromStream(alert: Alert, now: number): boolean {
    const unknown = !this.alerts.has(alert.id);
    this.streamed.set(alert.id, now);
    this.alerts.set(alert.id, this.withOwnAction(alert, now));
    return unknown;
  }

  /** @param askedAt when the list was asked for: what the stream brought after that is newer */
  fromList(alerts: readonly Alert[], askedAt: number, now: number): Alert[] {
    return alerts.filter((alert) => {
      const known = this.alerts.has(alert.id);
      if ((this.streamed.get(alert.id) ?? -Infinity) < askedAt) {
        this.alerts.set(alert.id, this.withOwnAction(alert, now));
      }
      return !known;
    });
  }

  /** An answer to this page's own call. */
  acknowledged(alert: Alert, now: number): void {
    this.alerts.set(alert.id, this.withOwnAction(alert, now));
  }

  /** What the person has just done to an incident shows at once in all its alerts. */
  done(incident: Incident, now: number): void {
    this.ownActions.set(incident.id, { incident, at: now });
    for (const [id, alert] of this.alerts) {
      if (alert.incidentId === incident.id) {
        this.alerts.set(id, { ...alert, incidentStatus: incident.status });
      }
    }
  }

  private withOwnAction(alert: Alert, now: number): Alert {
    const ownAction = this.ownActions.get(alert.incidentId);
    if (ownAction === undefined) {
      return alert;
    }
    if (ownAction.incident.status === alert.incidentStatus || now - ownAction.at > OWN_ACTION_MS) {
      this.ownActions.delete(alert.incidentId);
      return alert;
    }
    return { ...alert, incidentStatus: ownAction.incident.status };
  }
}
