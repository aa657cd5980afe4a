import type { Alert, Incident } from '../api/types.ts';

/** How long a deed's result outweighs what the stream says of an incident, ms: older news may still be under way. */
export const ECHO_MS = 5_000;

/**
 * The alerts of one inbox, each once, whether they come by the stream or by the list. The stream is open before the
 * list is asked for, so a list may be older than what the stream has brought since.
 */
export class AlertBook {
  private readonly alerts = new Map<string, Alert>();
  private readonly streamed = new Map<string, number>();
  private readonly deeds = new Map<string, { incident: Incident; at: number }>();

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
    this.alerts.set(alert.id, this.withDeed(alert, now));
    return unknown;
  }

  /** @param askedAt when the list was asked for: what the stream brought after that is newer */
  fromList(alerts: readonly Alert[], askedAt: number, now: number): Alert[] {
    return alerts.filter((alert) => {
      const known = this.alerts.has(alert.id);
      if ((this.streamed.get(alert.id) ?? -Infinity) < askedAt) {
        this.alerts.set(alert.id, this.withDeed(alert, now));
      }
      return !known;
    });
  }

  /** An answer to this page's own call. */
  acknowledged(alert: Alert, now: number): void {
    this.alerts.set(alert.id, this.withDeed(alert, now));
  }

  /** What the person has just done to an incident shows at once in all its alerts. */
  done(incident: Incident, now: number): void {
    this.deeds.set(incident.id, { incident, at: now });
    for (const [id, alert] of this.alerts) {
      if (alert.incidentId === incident.id) {
        this.alerts.set(id, { ...alert, incidentStatus: incident.status });
      }
    }
  }

  private withDeed(alert: Alert, now: number): Alert {
    const deed = this.deeds.get(alert.incidentId);
    if (deed === undefined) {
      return alert;
    }
    if (deed.incident.status === alert.incidentStatus || now - deed.at > ECHO_MS) {
      this.deeds.delete(alert.incidentId);
      return alert;
    }
    return { ...alert, incidentStatus: deed.incident.status };
  }
}
