import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, rows, settled } from '../../main/resources/web/app/ranger/queue/rows.ts';
import { incident, MINUTE, NOON, problem, report } from './support.ts';

test('what is only on the device comes first, then what the server has, each newest first', () => {
  const old = report({ savedAt: NOON - MINUTE });
  const young = report({ savedAt: NOON });
  const known = [
    incident('a', { receivedAt: '2026-11-20T00:00:00Z' }),
    incident('b', { receivedAt: '2026-11-21T23:00:00Z' }),
  ];
  assert.deepEqual(
    rows('ranger', [old, young], known).map((row) => row.id),
    [young.id, old.id, 'b', 'a'],
  );
});

test('a report shows once, and as the server has it', () => {
  const sent = report({ state: 'sent' });
  const found = rows('ranger', [sent], [incident(sent.id)]);
  assert.deepEqual(found.map((row) => row.is), ['there']);
});

test('a report whose answer was lost shows once, too', () => {
  const unsure = report({ state: 'queued' });
  assert.equal(rows('ranger', [unsure], [incident(unsure.id)]).length, 1);
});

test('a report that conflicts with the server’s stays to be seen beside it', () => {
  const conflict = report({ state: 'attention', problem: problem(409, 'conflicting-body') });
  assert.equal(rows('ranger', [conflict], [incident(conflict.id)]).length, 2);
});

test('other users’ reports are counted, never shown', () => {
  const theirs = report({ owner: 'village' });
  assert.deepEqual(rows('ranger', [theirs], []), []);
  assert.deepEqual(count('ranger', [theirs, report(), report({ state: 'attention' }), report({ state: 'sent' })]), {
    waiting: 1,
    attention: 1,
    others: 1,
  });
});

test('only what was sent and is listed by the server leaves the device', () => {
  const done = report({ state: 'sent' });
  const unlisted = report({ state: 'sent' });
  const unsure = report({ state: 'queued' });
  const conflict = report({ state: 'attention' });
  const there = [done, unsure, conflict].map((each) => incident(each.id));
  assert.deepEqual(settled([done, unlisted, unsure, conflict], there), [done.id]);
});
