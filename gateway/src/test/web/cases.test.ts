import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, type ClosureItem, type Kind, type Severity } from '../../main/resources/web/app/api/types.ts';
import { kindLabel, severityLabel } from '../../main/resources/web/app/i18n/labels.ts';
import { zh } from '../../main/resources/web/app/i18n/zh.ts';
import { caseFilterOf, filterCount, isSame, OPEN_STATUSES, queryOf } from '../../main/resources/web/app/incident/case-filter.ts';
import { groupOf, isUrgent, KIND_GROUPS } from '../../main/resources/web/app/incident/kinds.ts';
import { inDrawingOrder, type Pin } from '../../main/resources/web/app/map/pins.ts';
import { changedQuery } from '../../main/resources/web/app/routing/route.ts';
import { closureQueryOf, queryOf as closureQuery, regionsBetween } from '../../main/resources/web/app/supervisor/closure-query.ts';
import { sorted } from '../../main/resources/web/app/supervisor/figures.ts';

const COUNTY = '512002';
const TODAY = '2026-11-21';

test('a filter is written to the address and read back unchanged', () => {
  const address =
    '?region=512002100&kind=FIRE&kind=PEST&status=HANDLED&reporter=me&from=2026-01-01&to=2026-02-01';
  const filter = caseFilterOf(new URLSearchParams(address), COUNTY);
  assert.deepEqual(filter, {
    region: '512002100',
    kinds: ['FIRE', 'PEST'],
    statuses: ['HANDLED'],
    reporter: 'me',
    from: '2026-01-01',
    to: '2026-02-01',
  });
  assert.deepEqual(caseFilterOf(new URLSearchParams(changedQuery('', queryOf(filter, COUNTY))), COUNTY), filter);
  assert.equal(filterCount(filter, COUNTY), 5);
});

test('the default filter is all cases of the own region, with an empty query', () => {
  const filter = caseFilterOf(new URLSearchParams(), COUNTY);
  assert.equal(filter.region, COUNTY);
  assert.equal(filterCount(filter, COUNTY), 0);
  assert.equal(changedQuery('', queryOf(filter, COUNTY)), '');
});

test('invalid values in the address are ignored, such as a region outside the own one', () => {
  const nonsense = new URLSearchParams('?region=512021&kind=NONE&status=x&from=2026-99-01&reporter=a%20b');
  assert.deepEqual(caseFilterOf(nonsense, COUNTY), caseFilterOf(new URLSearchParams(), COUNTY));
});

test('the open statuses are equal in any order', () => {
  assert.ok(isSame([...OPEN_STATUSES].reverse(), OPEN_STATUSES));
  assert.ok(!isSame(['REPORTED'], OPEN_STATUSES));
});

test('every kind with a name can be chosen; FIRE is first and OTHER last', () => {
  const named = Object.keys(zh).filter((key) => key.startsWith('kind.')).map((key) => key.slice('kind.'.length));
  assert.deepEqual([...KINDS].sort(), named.sort());
  assert.equal(KINDS[0], 'FIRE');
  assert.equal(KINDS[KINDS.length - 1], 'OTHER');
});

test('a kind or severity that the server has added later is shown as unknown, in the group of other kinds', () => {
  assert.equal(kindLabel('UNKNOWN' as Kind), '未知');
  assert.equal(severityLabel('CATASTROPHIC' as Severity), '未知');
  assert.equal(kindLabel('FIRE'), '火情');
  assert.equal(groupOf('UNKNOWN' as Kind), 'other');
});

test('every kind has a group, and only the fire’s group is red', () => {
  const groups = new Set(KINDS.map(groupOf));
  assert.deepEqual([...groups].sort(), [...KIND_GROUPS].sort());
  assert.deepEqual(KINDS.filter((kind) => groupOf(kind) === 'fire'), ['FIRE', 'FIELD_FIRE']);
});

test('a fire and any severe incident are urgent, a minor pest is not', () => {
  assert.ok(isUrgent({ kind: 'FIRE', severity: 'MINOR' }));
  assert.ok(isUrgent({ kind: 'PEST', severity: 'CRITICAL' }));
  assert.ok(!isUrgent({ kind: 'PEST', severity: 'MINOR' }));
});

test('the most severe pin is on top, then the newest of the same severity; a settled one is below all', () => {
  const pin = (id: string, change: Partial<Pin>): Pin => ({
    id,
    position: { lat: 30, lon: 104 },
    kind: 'FIRE',
    severity: 'MINOR',
    reportedAt: '2026-11-21T04:00:00Z',
    label: '',
    settled: false,
    ...change,
  });
  const pins = [
    pin('critical', { severity: 'CRITICAL' }),
    pin('newest', { reportedAt: '2026-11-21T05:30:00Z' }),
    pin('newer', { reportedAt: '2026-11-21T13:00:00+08:00' }),
    pin('settled', { severity: 'CRITICAL', settled: true }),
  ];
  assert.deepEqual(inDrawingOrder(pins).map(({ id }) => id), ['settled', 'newer', 'newest', 'critical']);
});

test('closure rates by kind are in the domain’s order, all others in the server’s order', () => {
  const item = (key: string): ClosureItem => ({ key, name: key, reported: 1, rejected: 0, closed: 0, open: 1, closureRate: 0 });
  const items = ['FIELD_FIRE', 'OTHER', 'FIRE', 'PEST'].map(item);
  assert.deepEqual(sorted({ by: 'kind', items }).map(({ key }) => key), ['FIRE', 'FIELD_FIRE', 'PEST', 'OTHER']);
  assert.deepEqual(sorted({ by: 'month', items }).map(({ key }) => key), items.map(({ key }) => key));
});

test('a closure query is written to the address and read back unchanged', () => {
  const shown = closureQueryOf(new URLSearchParams('?region=512002100&by=kind&from=2026-01-01&to=2026-03-31'), COUNTY, TODAY);
  assert.deepEqual(shown, { region: '512002100', by: 'kind', period: { from: '2026-01-01', to: '2026-03-31' } });
  const address = changedQuery('', closureQuery(shown, COUNTY, TODAY));
  assert.deepEqual(closureQueryOf(new URLSearchParams(address), COUNTY, TODAY), shown);
});

test('the default is this year’s closure rate by region, with an empty query', () => {
  const shown = closureQueryOf(new URLSearchParams('?region=51&from=2026-09-09'), COUNTY, TODAY);
  assert.deepEqual(shown, { region: COUNTY, by: 'region', period: { from: '2026-01-01', to: TODAY } });
  assert.equal(changedQuery('', closureQuery(shown, COUNTY, TODAY)), '');
});

test('the path to a region contains each level', () => {
  assert.deepEqual(regionsBetween('5120', '512002100201'), ['5120', '512002', '512002100', '512002100201']);
  assert.deepEqual(regionsBetween(COUNTY, COUNTY), [COUNTY]);
});
