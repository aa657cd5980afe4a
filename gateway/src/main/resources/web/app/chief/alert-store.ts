import type { Alert, Incident } from '../api/types.ts';

/**
 * How long the result of the person's own action overrides the stream, ms. Older events may still arrive in this time.
 */
export const OWN_ACTION_MS = 5_000;

/**
 * The alerts of one inbox. An alert that arrives by the stream and by the list is stored once. The stream opens before
 * the list is requested, so the list may be older than an alert that the stream has delivered since.
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

  /** @returns whether the alert is new */
  fromStream(alert: Alert, now: number): boolean {
    const unknown = !this.alerts.has(alert.id);
    this.streamed.set(alert.id, now);
    this.alerts.set(alert.id, this.withOwnAction(alert, now));
    return unknown;
  }

  /** @param requestedAt when the list was requested; alerts that the stream delivered later are newer */
  fromList(alerts: readonly Alert[], requestedAt: number, now: number): Alert[] {
    return alerts.filter((alert) => {
      const known = this.alerts.has(alert.id);
      if ((this.streamed.get(alert.id) ?? -Infinity) < requestedAt) {
        this.alerts.set(alert.id, this.withOwnAction(alert, now));
      }
      return !known;
    });
  }

  /** Stores the response to a call of this page. */
  acknowledged(alert: Alert, now: number): void {
    this.alerts.set(alert.id, this.withOwnAction(alert, now));
  }

  /** Applies the person's action to all alerts of the incident at once. */
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
