import { SEVERITIES, type Kind, type Position, type Severity } from '../api/types.ts';

/** An incident on the map. */
export interface Pin {
  id: string;
  position: Position;
  kind: Kind;
  severity: Severity;
  /** ISO 8601. */
  reportedAt: string;
  label: string;
  /** Settled or closed; drawn pale. */
  settled: boolean;
}

/** Sorts pins in drawing order, the topmost last: settled before open, minor before severe, old before new. */
export function inDrawingOrder(pins: readonly Pin[]): Pin[] {
  return [...pins].sort(
    (a, b) =>
      Number(b.settled) - Number(a.settled) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Date.parse(a.reportedAt) - Date.parse(b.reportedAt),
  );
}
