import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, rows, listedByServer } from '../../main/resources/web/app/outbox/report-rows.ts';
import { incident, MINUTE, NOON, problem, RANGER, report, VILLAGE } from './support.ts';

test('reports only on the device come first, then those of the server, each newest first', () => {
  const old = report({ savedAt: NOON - MINUTE });
  const young = report({ savedAt: NOON });
  const known = [
    incident('a', { receivedAt: '2026-11-20T00:00:00Z' }),
    incident('b', { receivedAt: '2026-11-21T23:00:00Z' }),
  ];
  assert.deepEqual(
    rows(RANGER, [old, young], known).map((row) => row.id),
    [young.id, old.id, 'b', 'a'],
  );
});

test('a delivered report appears once, in the server’s version', () => {
  const sent = report({ state: 'delivered' });
  const found = rows(RANGER, [sent], [incident(sent.id)]);
  assert.deepEqual(found.map((row) => row.is), ['incident']);
});

test('a report whose response was lost appears once', () => {
  const unsure = report({ state: 'queued' });
  assert.equal(rows(RANGER, [unsure], [incident(unsure.id)]).length, 1);
});

test('a report that conflicts with the server’s appears in addition to it', () => {
  const conflict = report({ state: 'attention', problem: problem(409, 'conflicting-body') });
  assert.equal(rows(RANGER, [conflict], [incident(conflict.id)]).length, 2);
});

test('reports of others and unclaimed reports are counted but not shown', () => {
  const theirs = report({ owner: VILLAGE });
  const ownerless = report({ owner: null });
  const entries = [theirs, ownerless, report(), report({ state: 'attention' }), report({ state: 'delivered' })];
  assert.deepEqual(rows(RANGER, [theirs, ownerless], []), []);
  assert.deepEqual(count(RANGER, entries), { waiting: 1, attention: 1, others: 1, unclaimed: 1 });
});

test('without a person no report counts as own', () => {
  assert.deepEqual(count(null, [report(), report({ owner: null })]), { waiting: 0, attention: 0, others: 1, unclaimed: 1 });
});

test('delivered reports of others are not counted', () => {
  const delivered = report({ owner: VILLAGE, state: 'delivered' });
  assert.equal(count(RANGER, [delivered]).others, 0);
});

test('only delivered reports that the server lists can be removed', () => {
  const done = report({ state: 'delivered' });
  const unlisted = report({ state: 'delivered' });
  const unsure = report({ state: 'queued' });
  const conflict = report({ state: 'attention' });
  const there = [done, unsure, conflict].map((each) => incident(each.id));
  assert.deepEqual(listedByServer([done, unlisted, unsure, conflict], there), [done.id]);
});
