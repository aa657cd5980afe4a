import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuid7 } from '../../main/resources/web/app/api/ids.ts';
import { fieldErrors, slugOf } from '../../main/resources/web/app/api/problem.ts';
import { actionsFor, isPossible } from '../../main/resources/web/app/incident/actions.ts';
import { countiesOf, countyAt, centreOf, type Counties } from '../../main/resources/web/app/map/geometry.ts';
import { isOutsideCounty, NO_PLACE, regionAndPosition } from '../../main/resources/web/app/ranger/place.ts';
import { periodOf, presetOf } from '../../main/resources/web/app/supervisor/period.ts';
import { percent } from '../../main/resources/web/app/supervisor/figures.ts';
import { pageAt } from '../../main/resources/web/app/worker/shell-cache.ts';
import { NOON, person, problem } from './support.ts';

const county = person({
  username: 'county',
  roles: ['chief'],
  region: { code: '512002', name: '雁江区', level: 'COUNTY' },
});
const city = person({ username: 'city', roles: ['chief'], region: { code: '5120', name: '资阳市', level: 'CITY' } });

/** Two square counties side by side, the first with a hole. */
const squares: Counties = {
  type: 'FeatureCollection',
  features: [
    square('512002', '雁江区', 104, [
      [104.4, 30.4],
      [104.6, 30.4],
      [104.6, 30.6],
      [104.4, 30.6],
      [104.4, 30.4],
    ]),
    square('512021', '安岳县', 105),
  ],
};

function square(code: string, name: string, west: number, ...holes: (readonly [number, number])[][]): Counties['features'][0] {
  const ring = [
    [west, 30],
    [west + 1, 30],
    [west + 1, 31],
    [west, 31],
    [west, 30],
  ] as const;
  return { type: 'Feature', properties: { code, name }, geometry: { type: 'Polygon', coordinates: [ring, ...holes] } };
}

test('an id is a UUID of version 7 and starts with its time', () => {
  const id = uuid7(NOON);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseInt(id.replaceAll('-', '').slice(0, 12), 16), NOON);
  assert.notEqual(uuid7(NOON), uuid7(NOON));
  assert.ok(uuid7(NOON + 1) > id);
});

test('a problem is identified by the last segment of its type', () => {
  assert.equal(slugOf(problem(404, 'not-found')), 'not-found');
  assert.equal(slugOf(problem(418, 'teapot')), null);
});

test('a single field is listed once, with the detail as its reason', () => {
  const alone = problem(400, 'invalid-field', { field: 'note', detail: 'say why' });
  assert.deepEqual(fieldErrors(alone), [{ field: 'note', reason: 'say why' }]);
  const both = { ...alone, errors: [{ field: 'note', reason: 'say why' }] };
  assert.equal(fieldErrors(both).length, 1);
});

test('a county chief may decide and handle, a village chief only handle a handed-over incident, a ranger neither', () => {
  assert.deepEqual(actionsFor('REPORTED', county), ['accept', 'reject']);
  assert.deepEqual(actionsFor('ACCEPTED', county), ['handle', 'hand-over', 'reject']);
  assert.deepEqual(actionsFor('HANDLED', county), ['verify', 'send-back']);
  const village = person({ roles: ['chief'] });
  assert.deepEqual(actionsFor('ACCEPTED', village), []);
  assert.deepEqual(actionsFor('HANDED_OVER', village), ['handle']);
  assert.deepEqual(actionsFor('REPORTED', person()), []);
});

test('the office may verify but not handle', () => {
  const office = person({ roles: ['supervisor'] });
  assert.deepEqual(actionsFor('ACCEPTED', office), ['hand-over', 'reject']);
  assert.deepEqual(actionsFor('HANDLED', office), ['verify', 'send-back']);
});

test('an action is possible in the statuses that the server allows it in', () => {
  assert.equal(isPossible('reject', 'ACCEPTED'), true);
  assert.equal(isPossible('accept', 'ACCEPTED'), false);
  assert.equal(isPossible('verify', 'CLOSED'), false);
});

test('a finished incident has no actions', () => {
  assert.deepEqual(actionsFor('CLOSED', county), []);
  assert.deepEqual(actionsFor('REJECTED', county), []);
});

test('a position is in the county that contains it, not in its hole or outside', () => {
  assert.equal(countyAt(squares, { lat: 30.2, lon: 104.2 })?.properties.code, '512002');
  assert.equal(countyAt(squares, { lat: 30.5, lon: 104.5 }), null);
  assert.equal(countyAt(squares, { lat: 30.5, lon: 105.5 })?.properties.code, '512021');
  assert.equal(countyAt(squares, { lat: 29, lon: 104.5 }), null);
});

test('a region’s counties are those below it, itself, or the one that contains it', () => {
  const codes = (region: string): string[] => countiesOf(squares, region).map((each) => each.properties.code);
  assert.deepEqual(codes('5120'), ['512002', '512021']);
  assert.deepEqual(codes('512021'), ['512021']);
  assert.deepEqual(codes('512002100201'), ['512002']);
  assert.deepEqual(centreOf(squares.features[1] ?? square('', '', 0)), { lat: 30.5, lon: 105.5 });
});

test('a ranger’s report has the village, and the position if there is one', () => {
  assert.deepEqual(regionAndPosition({ ...NO_PLACE, mode: 'region' }, person()), { regionCode: '512002100201' });
  assert.deepEqual(regionAndPosition({ ...NO_PLACE, position: { lat: 30, lon: 104 }, accuracy: 11.7 }, person()), {
    regionCode: '512002100201',
    position: { lat: 30, lon: 104 },
    details: { positionFrom: 'DEVICE', accuracyMetres: 12 },
  });
});

test('for people of a city the server finds the county of a position, unless they name a region', () => {
  const position = { lat: 30, lon: 104 };
  assert.equal(regionAndPosition({ ...NO_PLACE, position }, city).regionCode, undefined);
  assert.equal(regionAndPosition({ ...NO_PLACE, region: { code: '512021', name: '安岳县' } }, city).regionCode, '512021');
  assert.equal(regionAndPosition(NO_PLACE, city).regionCode, '5120');
});

test('a position in another county is detected before the server rejects it', () => {
  const at = (lon: number) => ({ ...NO_PLACE, position: { lat: 30.2, lon } });
  assert.equal(isOutsideCounty(at(104.2), person(), squares), false);
  assert.equal(isOutsideCounty(at(105.2), person(), squares), true);
  assert.equal(isOutsideCounty(at(109), city, squares), true);
  assert.equal(isOutsideCounty(at(105.2), person(), null), false);
});

test('a person of several regions may report a position in the county of any of them; the server finds the region', () => {
  const village = person().region;
  const both = { ...person(), regions: [{ code: '512021', name: '安岳县', level: 'COUNTY' as const }, village] };
  const at = (lon: number) => ({ ...NO_PLACE, position: { lat: 30.2, lon } });
  assert.equal(isOutsideCounty(at(104.2), both, squares), false);
  assert.equal(isOutsideCounty(at(105.2), both, squares), false);
  assert.equal(isOutsideCounty(at(109), both, squares), true);
  assert.equal(regionAndPosition(at(105.2), both).regionCode, undefined);
  assert.equal(regionAndPosition(NO_PLACE, both).regionCode, village.code);
});

test('the periods start when month, quarter and year start in China', () => {
  assert.deepEqual(periodOf('month', '2026-11-21'), { from: '2026-11-01', to: '2026-11-21' });
  assert.deepEqual(periodOf('lastMonth', '2026-01-15'), { from: '2025-12-01', to: '2025-12-31' });
  assert.deepEqual(periodOf('quarter', '2026-11-21'), { from: '2026-10-01', to: '2026-11-21' });
  assert.deepEqual(periodOf('quarter', '2026-03-31'), { from: '2026-01-01', to: '2026-03-31' });
  assert.deepEqual(periodOf('year', '2026-11-21'), { from: '2026-01-01', to: '2026-11-21' });
  assert.equal(presetOf({ from: '2026-11-02', to: '2026-11-21' }, '2026-11-21'), null);
});

test('a rate has one decimal, and a missing rate is a dash', () => {
  assert.equal(percent(2 / 3), '66.7%');
  assert.equal(percent(1), '100.0%');
  assert.equal(percent(null), '—');
});

test('every path below an app, and no other, is the app’s page', () => {
  assert.equal(pageAt('/'), '/');
  assert.equal(pageAt('/chief'), '/chief');
  assert.equal(pageAt('/chief/cases/1'), '/chief');
  assert.equal(pageAt('/login'), null);
  assert.equal(pageAt('/chiefs'), null);
});
