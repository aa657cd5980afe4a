/** The types of the gateway's API. Times are ISO 8601 with offset, coordinates WGS84 degrees. */

export const KINDS = [
  'FIRE',
  'FIELD_FIRE',
  'FIRE_HAZARD',
  'ILLEGAL_LOGGING',
  'PEST',
  'WILDLIFE',
  'LAND_OCCUPATION',
  'WETLAND',
  'PROTECTED_TREE',
  'INVASIVE_SPECIES',
  'SAFETY_HAZARD',
  'SPOT',
  'OTHER',
] as const;
export type Kind = (typeof KINDS)[number];

export const SEVERITIES = ['MINOR', 'MODERATE', 'MAJOR', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const INCIDENT_STATUSES = [
  'REPORTED',
  'ACCEPTED',
  'HANDED_OVER',
  'HANDLED',
  'CLOSED',
  'REJECTED',
  'MERGED',
  'REFERRED',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const INCIDENT_ACTIONS = ['accept', 'reject', 'hand-over', 'handle', 'verify', 'send-back'] as const;
export type IncidentAction = (typeof INCIDENT_ACTIONS)[number];

export const ROLES = ['ranger', 'chief', 'supervisor', 'police', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'] as const;
export type Level = (typeof LEVELS)[number];

export interface Position {
  lat: number;
  lon: number;
}

export interface Region {
  code: string;
  name: string;
  level: Level;
}

/** A region with the names of the regions above it, e.g. 雁江区雁江镇小堰村. */
export interface RegionView extends Region {
  path: string;
}

export interface Me {
  /** Stable, unlike the username. */
  id: string;
  username: string;
  name: string;
  roles: Role[];
  /** The widest of the person's regions. */
  region: Region;
  /** All of the person's regions; absent in what an earlier version of the app has stored on the device. */
  regions?: Region[];
}

export interface Settings {
  /** A template such as https://tiles.example/{z}/{x}/{y}.png; null if the map must work without network. */
  tileUrl: string | null;
}

/** The body of `PUT /api/incidents/{id}`. */
export interface ReportBody {
  kind: Kind;
  severity: Severity;
  regionCode?: string;
  position?: Position;
  description: string;
  reportedAt: string;
  details?: Record<string, unknown>;
}

export interface Incident {
  id: string;
  kind: Kind;
  severity: Severity;
  status: IncidentStatus;
  source: string;
  regionCode: string;
  regionName: string;
  position: Position | null;
  description: string;
  details: Record<string, unknown> | null;
  reportedAt: string;
  receivedAt: string;
  reporter: string;
  reporterName: string;
  patrolId: string | null;
  /** A region's chief or a person; `name` is the name of either. */
  handedTo: { region: string | null; username: string | null; name: string } | null;
  updatedAt: string;
  closedAt: string | null;
  /** Changes with each change of the incident. */
  version: number;
}

export interface HistoryEntry {
  id: string;
  at: string;
  action: 'report' | IncidentAction;
  actor: string;
  actorName: string;
  from: IncidentStatus | null;
  to: IncidentStatus;
  note: string | null;
}

export interface Alert {
  id: string;
  incidentId: string;
  kind: Kind;
  severity: Severity;
  regionCode: string;
  regionName: string;
  position: Position | null;
  description: string;
  reportedAt: string;
  reporter: string;
  reporterName: string;
  reason: 'REPORTED' | 'HANDED_OVER' | 'SENT_BACK';
  status: 'RAISED' | 'ACKNOWLEDGED' | 'SETTLED';
  incidentStatus: IncidentStatus;
  raisedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
}

export interface Appointment {
  username: string;
  name: string;
  role: Role;
  regionCode: string;
  regionName: string;
}

export interface ClosureCounts {
  reported: number;
  rejected: number;
  closed: number;
  open: number;
  /** closed / (reported - rejected); null if the denominator is zero. */
  closureRate: number | null;
}

export interface ClosureItem extends ClosureCounts {
  key: string;
  name: string;
}

export const GROUPINGS = ['region', 'kind', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Closure {
  region: string;
  regionName: string;
  from: string;
  to: string;
  by: Grouping;
  items: ClosureItem[];
  total: ClosureCounts;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}
