import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, renewed, revised, sending, unanswered } from '../../main/resources/web/app/ranger/queue/report.ts';
import { body, MINUTE, NOON, problem, report } from './support.ts';

const wrongClock = problem(400, 'invalid-field', { field: 'reportedAt' });

test('a phone that runs two hours fast sends the server’s time and keeps its own as evidence', () => {
  const phone = NOON + 120 * MINUTE;
  const written = report({ body: body({ reportedAt: new Date(phone - 5 * MINUTE).toISOString() }) });
  // When
  const mended = after(written, { is: 'clock', problem: wrongClock, serverTime: NOON }, phone, 0);
  // Then
  assert.equal(mended.state, 'queued');
  assert.equal(mended.body.reportedAt, new Date(NOON - 5 * MINUTE).toISOString());
  assert.equal(mended.body.details?.['deviceTime'], new Date(phone - 5 * MINUTE).toISOString());
});

test('a report from before the phone’s clock was set right is never later than the server’s now', () => {
  const written = report({ body: body({ reportedAt: new Date(NOON + 300 * MINUTE).toISOString() }) });
  const mended = after(written, { is: 'clock', problem: wrongClock, serverTime: NOON }, NOON, 0);
  assert.equal(mended.body.reportedAt, new Date(NOON).toISOString());
});

test('mending keeps the other details', () => {
  const written = report({ body: body({ details: { accuracyMetres: 12 } }) });
  const mended = after(written, { is: 'clock', problem: wrongClock, serverTime: NOON }, NOON, 0);
  assert.equal(mended.body.details?.['accuracyMetres'], 12);
});

test('a clock that can’t be mended once needs the person', () => {
  const again = after(report({ clockCorrected: true }), { is: 'clock', problem: wrongClock, serverTime: NOON }, NOON, 0);
  assert.equal(again.state, 'attention');
});

test('each try that fails waits longer, up to a minute, and never less than the server asks', () => {
  const later = { is: 'later', problem: problem(503, 'unavailable') } as const;
  let each = report();
  const waits: number[] = [];
  for (let i = 0; i < 12; i++) {
    each = after(sending(each), later, NOON, 0);
    waits.push(each.dueAt - NOON);
  }
  assert.deepEqual(waits.slice(0, 3), [2_000, 4_000, 8_000]);
  assert.equal(waits.at(-1), MINUTE);
  assert.equal(after(report(), { ...later, waitMs: 10 * MINUTE }, NOON, 0).dueAt, NOON + 10 * MINUTE);
});

test('a report that gets no answer at all is tried again after ten seconds at the latest', () => {
  let each = report();
  for (let i = 0; i < 12; i++) {
    each = unanswered(sending(each), NOON, 0);
    assert.ok(each.dueAt - NOON <= 10_000);
  }
  assert.equal(each.dueAt - NOON, 10_000);
});

test('jitter spreads the tries over half the time', () => {
  const later = { is: 'later', problem: problem(503, 'unavailable') } as const;
  assert.equal(after(sending(report()), later, NOON, 1).dueAt, NOON + 1_000);
});

test('a report that was put right starts anew under its id, one in conflict under a new id', () => {
  const refused = report({ state: 'attention', attempts: 7, problem: problem(400, 'invalid-field') });
  const right = body({ description: 'better' });
  // When
  const same = revised(refused, right, NOON + 1);
  const other = renewed(refused, right, NOON + 1);
  // Then
  assert.deepEqual([same.id, same.state, same.attempts, same.problem], [refused.id, 'queued', 0, null]);
  assert.notEqual(other.id, refused.id);
  assert.deepEqual(other.body, right);
});
