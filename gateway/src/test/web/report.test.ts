import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, revised, sending, unanswered, type Entry } from '../../main/resources/web/app/outbox/entry.ts';
import type { DeliveryOutcome } from '../../main/resources/web/app/outbox/delivery-outcome.ts';
import { regionOf, renewed, REPORT, type ReportEntry } from '../../main/resources/web/app/outbox/report.ts';
import { body, MINUTE, NOON, person, problem, report } from './support.ts';

function after(entry: ReportEntry, outcome: DeliveryOutcome, now: number, random: number): ReportEntry {
  const correct = (serverTime: number) => REPORT.correctClock?.(entry.payload, serverTime, now);
  return answered(entry, outcome, now, random, correct) as ReportEntry;
}

const wrongClock = problem(400, 'invalid-field', { field: 'reportedAt' });

test('a report from a clock two hours fast gets the server’s time and stores its own as evidence', () => {
  const phone = NOON + 120 * MINUTE;
  const written = report({ body: body({ reportedAt: new Date(phone - 5 * MINUTE).toISOString() }) });
  // When
  const corrected = after(written, { is: 'clock', problem: wrongClock, serverTime: NOON }, phone, 0);
  // Then
  assert.equal(corrected.state, 'queued');
  assert.equal(corrected.payload.body.reportedAt, new Date(NOON - 5 * MINUTE).toISOString());
  assert.equal(corrected.payload.body.details?.['deviceTime'], new Date(phone - 5 * MINUTE).toISOString());
});

test('a report from before the phone’s clock was corrected is never later than the server’s current time', () => {
  const written = report({ body: body({ reportedAt: new Date(NOON + 300 * MINUTE).toISOString() }) });
  const corrected = after(written, { is: 'clock', problem: wrongClock, serverTime: NOON }, NOON, 0);
  assert.equal(corrected.payload.body.reportedAt, new Date(NOON).toISOString());
});

test('the correction keeps the other details', () => {
  const written = report({ body: body({ details: { accuracyMetres: 12 } }) });
  const corrected = after(written, { is: 'clock', problem: wrongClock, serverTime: NOON }, NOON, 0);
  assert.equal(corrected.payload.body.details?.['accuracyMetres'], 12);
});

test('a clock that is still wrong after one correction needs the person', () => {
  const again = after(report({ clockCorrected: true }), { is: 'clock', problem: wrongClock, serverTime: NOON }, NOON, 0);
  assert.equal(again.state, 'attention');
});

test('after each failed attempt the delay is longer, up to a minute, and never shorter than the server requests', () => {
  const later = { is: 'later', problem: problem(503, 'unavailable') } as const;
  let each: Entry = report();
  const waits: number[] = [];
  for (let i = 0; i < 12; i++) {
    each = after(sending(each) as ReportEntry, later, NOON, 0);
    waits.push(each.dueAt - NOON);
  }
  assert.deepEqual(waits.slice(0, 3), [2_000, 4_000, 8_000]);
  assert.equal(waits.at(-1), MINUTE);
  assert.equal(after(report(), { ...later, waitMs: 10 * MINUTE }, NOON, 0).dueAt, NOON + 10 * MINUTE);
});

test('a report without a response is sent again after ten seconds at the latest', () => {
  let each: Entry = report();
  for (let i = 0; i < 12; i++) {
    each = unanswered(sending(each), NOON, 0);
    assert.ok(each.dueAt - NOON <= 10_000);
  }
  assert.equal(each.dueAt - NOON, 10_000);
});

test('jitter spreads the attempts over half the delay', () => {
  const later = { is: 'later', problem: problem(503, 'unavailable') } as const;
  assert.equal(after(sending(report()) as ReportEntry, later, NOON, 1).dueAt, NOON + 1_000);
});

test('a corrected report keeps its id; one in conflict gets a new id', () => {
  const refused = report({ state: 'attention', attempts: 7, problem: problem(400, 'invalid-field') });
  const right = { ...refused.payload, body: body({ description: 'better' }) };
  // When
  const same = revised(refused, right, NOON + 1);
  const other = renewed(refused, right, NOON + 1);
  // Then
  assert.deepEqual([same.id, same.state, same.attempts, same.problem], [refused.id, 'queued', 0, null]);
  assert.notEqual(other.id, refused.id);
  assert.deepEqual(other.payload, right);
  assert.equal(other.aggregate, `incident:${other.id}`);
});

test('a claimed report gets the region of the person who claims it, unless it names one', () => {
  const payload = { regionName: '', body: { ...body(), regionCode: undefined } as never };
  assert.equal(REPORT.claim?.(payload, person()).body.regionCode, '512002100201');
  assert.equal(REPORT.claim?.(payload, person()).regionName, '小堰村');
  const named = { regionName: '安岳县', body: body({ regionCode: '512021' }) };
  assert.deepEqual(REPORT.claim?.(named, person()), { ...named, body: { ...named.body, details: { claimed: true } } });
});

test('for people of a city the server finds the region of a position', () => {
  const city = person({ region: { code: '5120', name: '资阳市', level: 'CITY' } });
  assert.deepEqual(regionOf({ position: { lat: 30, lon: 104 } }, city), {});
  assert.deepEqual(regionOf({}, city), { regionCode: '5120' });
});
