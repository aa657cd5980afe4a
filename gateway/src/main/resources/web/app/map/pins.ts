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
  /** Nothing is left to do: drawn pale. */
  settled: boolean;
}

/** In the order in which pins are drawn, the topmost last: settled before open, minor before grave, old before new. */
export function byGravity(pins: readonly Pin[]): Pin[] {
  return [...pins].sort(
    (a, b) =>
      Number(b.settled) - Number(a.settled) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Date.parse(a.reportedAt) - Date.parse(b.reportedAt),
  );
}
