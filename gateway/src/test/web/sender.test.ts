import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../main/resources/web/app/outbox/entry.ts';
import type { OutboxRequest } from '../../main/resources/web/app/outbox/kinds.ts';
import { Sender } from '../../main/resources/web/app/outbox/sender.ts';
import { answer, body, Clock, KINDS, MemoryStore, MINUTE, NOON, pathOf, RANGER, refusal, report, Server, VILLAGE } from './support.ts';

function start(...entries: Entry[]) {
  const store = new MemoryStore(...entries);
  const server = new Server();
  const clock = new Clock();
  return { store, server, clock, sender: new Sender(store, server, KINDS, clock.read, () => 0) };
}

function timeOf({ body }: OutboxRequest): string {
  return (body as { reportedAt: string }).reportedAt;
}

test('all due reports are sent once, oldest first', async () => {
  const young = report({ savedAt: NOON });
  const old = report({ savedAt: NOON - MINUTE });
  const { store, server, sender } = start(young, old);
  // When
  const round = await sender.round(false);
  await sender.round(true);
  // Then
  assert.deepEqual(round, { outcome: 'done', nextAt: null });
  assert.deepEqual(server.received, [pathOf(old), pathOf(young)]);
  assert.ok([...store.entries.values()].every((each) => each.state === 'delivered'));
});

test('without network no report is lost or attempted', async () => {
  const { store, server, clock, sender } = start(report(), report());
  server.who = 'unreachable';
  // When
  const round = await sender.round(false);
  // Then
  assert.equal(round.outcome, 'unreachable');
  assert.equal(round.nextAt, clock.now + 2_000);
  assert.equal(server.received.length, 0);
  assert.ok([...store.entries.values()].every((each) => each.state === 'queued'));
});

test('a connection lost during the request leaves the report queued and stops the round', async () => {
  const { store, server, sender } = start(report(), report());
  server.answers = () => {
    throw new Error('broken');
  };
  // When
  const round = await sender.round(false);
  // Then
  assert.equal(round.outcome, 'unreachable');
  assert.equal(server.received.length, 1);
  assert.ok([...store.entries.values()].every((each) => each.state === 'queued'));
});

test('without network the delay grows with each attempt, up to ten seconds', async () => {
  const { server, clock, sender } = start(report());
  server.who = 'unreachable';
  const pauses: number[] = [];
  for (let i = 0; i < 4; i++) {
    pauses.push(((await sender.round(false)).nextAt ?? 0) - clock.now);
  }
  assert.deepEqual(pauses, [2_000, 4_000, 8_000, 10_000]);
});

test('a report is sent again if the page closed or crashed while it was sending it', async () => {
  const left = report({ state: 'sending' });
  const { store, sender } = start(left);
  await sender.round(false);
  assert.equal(store.get(left.id).state, 'delivered');
});

test('a report for which the server fails doesn’t block the others', async () => {
  const poison = report({ savedAt: NOON - MINUTE, body: body({ description: 'poison' }) });
  const good = report();
  const { store, server, clock, sender } = start(poison, good);
  server.answers = ({ path }) => (path === pathOf(poison) ? refusal(500, 'server-error') : answer(201));
  // When
  const round = await sender.round(false);
  // Then
  assert.equal(store.get(good.id).state, 'delivered');
  assert.equal(store.get(poison.id).state, 'queued');
  assert.equal(round.nextAt, clock.now + 2_000);
});

test('a report that is backing off is not sent before its time in a normal round', async () => {
  const waiting = report({ dueAt: NOON + MINUTE });
  const { server, clock, sender } = start(waiting);
  // When, then
  assert.deepEqual(await sender.round(false), { outcome: 'done', nextAt: NOON + MINUTE });
  assert.equal(server.received.length, 0);
  clock.advance(MINUTE);
  await sender.round(false);
  assert.equal(server.received.length, 1);
});

test('an urgent round attempts each report once', async () => {
  const { server, sender } = start(report({ dueAt: NOON + MINUTE }));
  server.answers = () => refusal(503, 'unavailable');
  await sender.round(true);
  assert.equal(server.received.length, 1);
});

test('an expired session stops the round; after the log-in all reports are sent', async () => {
  const { store, server, sender } = start(report(), report());
  server.answers = () => refusal(401, 'unauthorized');
  // When
  const round = await sender.round(false);
  // Then
  assert.deepEqual(round, { outcome: 'login', nextAt: null });
  assert.equal(server.received.length, 1);
  // And when
  server.answers = () => answer(201);
  await sender.round(true);
  // Then
  assert.ok([...store.entries.values()].every((each) => each.state === 'delivered'));
});

test('an unclaimed report is not sent', async () => {
  const ownerless = report({ owner: null });
  const { store, server, sender } = start(ownerless, report());
  // When
  const round = await sender.round(true);
  // Then
  assert.deepEqual(round, { outcome: 'done', nextAt: null });
  assert.equal(server.received.length, 1);
  assert.equal(store.get(ownerless.id).state, 'queued');
});

test('a report saved with a username is sent for the person who has that username', async () => {
  const old = report({ owner: 'username:ranger' });
  const theirs = report({ owner: 'username:village' });
  const { store, server, sender } = start(old, theirs);
  // When
  await sender.round(true);
  // Then
  assert.deepEqual(server.received, [pathOf(old)]);
  assert.equal(store.get(old.id).owner, RANGER);
  assert.equal(store.get(theirs.id).owner, 'username:village');
});

test('an entry of an unknown kind is stored but not sent', async () => {
  const unknown = report({ kind: 'from-the-future' });
  const { store, server, sender } = start(unknown, report());
  await sender.round(true);
  assert.equal(server.received.length, 1);
  assert.deepEqual(store.get(unknown.id), unknown);
});

test('a round sends no further report after another page has taken the lock', async () => {
  const { store, server, sender } = start(report(), report());
  const taken = new AbortController();
  server.answers = () => {
    taken.abort();
    return answer(201);
  };
  // When
  const round = await sender.round(true, taken.signal);
  // Then
  assert.equal(round.outcome, 'interrupted');
  assert.equal(server.received.length, 1);
  assert.equal([...store.entries.values()].filter((each) => each.state === 'queued').length, 1);
});

test('the response to an attempt is ignored if another page has repeated the attempt', async () => {
  const slow = report();
  const { store, server, sender } = start(slow);
  server.answers = () => {
    // The page that took the lock has already delivered it.
    store.entries.set(slow.id, { ...store.get(slow.id), state: 'delivered', attempts: 2 });
    throw new Error('the unfrozen page has no network');
  };
  await sender.round(true);
  assert.equal(store.get(slow.id).state, 'delivered');
});

test('a report is only sent in the session of its owner', async () => {
  const mine = report();
  const theirs = report({ owner: VILLAGE });
  const { store, server, sender } = start(mine, theirs);
  // When
  await sender.round(true);
  // Then
  assert.deepEqual(server.received, [pathOf(mine)]);
  assert.equal(store.get(theirs.id).state, 'queued');
  // And when: their owner logs in
  server.who = { id: VILLAGE, username: 'village' };
  await sender.round(false);
  // Then
  assert.equal(store.get(theirs.id).state, 'delivered');
});

test('sending stops if another person logs in between two reports', async () => {
  const { store, server, sender } = start(report({ savedAt: NOON - 1 }), report());
  server.answers = () => {
    server.who = { id: VILLAGE, username: 'village' };
    return answer(201);
  };
  await sender.round(false);
  assert.deepEqual([...store.entries.values()].map((each) => each.state).sort(), ['delivered', 'queued']);
});

test('a report with a wrong clock is corrected and sent in the same round', async () => {
  const fast = report({ body: body({ reportedAt: new Date(NOON + 60 * MINUTE).toISOString() }) });
  const { store, server, sender } = start(fast);
  server.answers = (request) =>
    Date.parse(timeOf(request)) > NOON + 10 * MINUTE
      ? { ...refusal(400, 'invalid-field', { field: 'reportedAt' }), serverTime: NOON }
      : answer(201);
  // When
  await sender.round(false);
  // Then
  assert.equal(server.received.length, 2);
  assert.equal(store.get(fast.id).state, 'delivered');
});

test('a rejected report stays with the reason and is not sent again automatically', async () => {
  const outside = report();
  const { store, server, sender } = start(outside);
  server.answers = () => refusal(404, 'not-found');
  // When
  await sender.round(false);
  await sender.round(true);
  // Then
  assert.equal(store.get(outside.id).state, 'attention');
  assert.equal(store.get(outside.id).problem?.status, 404);
  assert.equal(server.received.length, 1);
});

test('the reports stay stored after every response', async () => {
  for (const each of [answer(200), answer(201), answer(302), refusal(400, 'invalid-field'), answer(404), answer(500)]) {
    const { store, server, sender } = start(report(), report());
    server.answers = () => each;
    await sender.round(true);
    assert.equal(store.entries.size, 2);
  }
});
