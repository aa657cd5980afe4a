import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sender } from '../../main/resources/web/app/ranger/queue/sender.ts';
import { answer, body, Clock, Drawer, MINUTE, NOON, refusal, report, Server } from './support.ts';

function start(...reports: ReturnType<typeof report>[]) {
  const drawer = new Drawer(...reports);
  const server = new Server();
  const clock = new Clock();
  return { drawer, server, clock, sender: new Sender(drawer, server, clock.read, () => 0) };
}

test('everything that is due is sent once, oldest first', async () => {
  const young = report({ savedAt: NOON });
  const old = report({ savedAt: NOON - MINUTE });
  const { drawer, server, sender } = start(young, old);
  // When
  const round = await sender.round(false);
  await sender.round(true);
  // Then
  assert.deepEqual(round, { outcome: 'done', nextAt: null });
  assert.deepEqual(server.received.map((each) => each.id), [old.id, young.id]);
  assert.ok([...drawer.reports.values()].every((each) => each.state === 'sent'));
});

test('without network nothing is lost and nothing is tried in vain', async () => {
  const { drawer, server, clock, sender } = start(report(), report());
  server.who = 'nobody answers';
  // When
  const round = await sender.round(false);
  // Then
  assert.equal(round.outcome, 'unreachable');
  assert.equal(round.nextAt, clock.now + 2_000);
  assert.equal(server.received.length, 0);
  assert.ok([...drawer.reports.values()].every((each) => each.state === 'queued'));
});

test('a line that breaks in the middle leaves the report waiting and stops the round', async () => {
  const { drawer, server, sender } = start(report(), report());
  server.answers = () => {
    throw new Error('broken');
  };
  // When
  const round = await sender.round(false);
  // Then
  assert.equal(round.outcome, 'unreachable');
  assert.equal(server.received.length, 1);
  assert.ok([...drawer.reports.values()].every((each) => each.state === 'queued'));
});

test('the longer the network is away, the longer the pause, and never longer than ten seconds', async () => {
  const { server, clock, sender } = start(report());
  server.who = 'nobody answers';
  const pauses: number[] = [];
  for (let i = 0; i < 4; i++) {
    pauses.push(((await sender.round(false)).nextAt ?? 0) - clock.now);
  }
  assert.deepEqual(pauses, [2_000, 4_000, 8_000, 10_000]);
});

test('a report found on its way was left by a page that died, and is sent again', async () => {
  const left = report({ state: 'sending' });
  const { drawer, sender } = start(left);
  await sender.round(false);
  assert.equal(drawer.get(left.id).state, 'sent');
});

test('one report that the server chokes on doesn’t hold up the others', async () => {
  const poison = report({ savedAt: NOON - MINUTE, body: body({ description: 'poison' }) });
  const good = report();
  const { drawer, server, clock, sender } = start(poison, good);
  server.answers = (each) => (each.id === poison.id ? refusal(500, 'server-error') : answer(201));
  // When
  const round = await sender.round(false);
  // Then
  assert.equal(drawer.get(good.id).state, 'sent');
  assert.equal(drawer.get(poison.id).state, 'queued');
  assert.equal(round.nextAt, clock.now + 2_000);
});

test('what is backing off is left alone until its time, unless the person asks', async () => {
  const waiting = report({ dueAt: NOON + MINUTE });
  const { server, clock, sender } = start(waiting);
  // When, then
  assert.deepEqual(await sender.round(false), { outcome: 'done', nextAt: NOON + MINUTE });
  assert.equal(server.received.length, 0);
  clock.advance(MINUTE);
  await sender.round(false);
  assert.equal(server.received.length, 1);
});

test('an urgent round tries each report once', async () => {
  const { server, sender } = start(report({ dueAt: NOON + MINUTE }));
  server.answers = () => refusal(503, 'unavailable');
  await sender.round(true);
  assert.equal(server.received.length, 1);
});

test('a session that has ended stops the round; after the log-in all goes out', async () => {
  const { drawer, server, sender } = start(report(), report());
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
  assert.ok([...drawer.reports.values()].every((each) => each.state === 'sent'));
});

test('nobody sends the reports of somebody else', async () => {
  const mine = report();
  const theirs = report({ owner: 'village' });
  const { drawer, server, sender } = start(mine, theirs);
  // When
  await sender.round(true);
  // Then
  assert.deepEqual(server.received.map((each) => each.id), [mine.id]);
  assert.equal(drawer.get(theirs.id).state, 'queued');
  // And when their owner comes back
  server.who = 'village';
  await sender.round(false);
  // Then
  assert.equal(drawer.get(theirs.id).state, 'sent');
});

test('another person logging in between two reports ends the sending of the first one’s', async () => {
  const { drawer, server, sender } = start(report({ savedAt: NOON - 1 }), report());
  server.answers = () => {
    server.who = 'village';
    return answer(201);
  };
  await sender.round(false);
  assert.deepEqual([...drawer.reports.values()].map((each) => each.state).sort(), ['queued', 'sent']);
});

test('a wrong clock is mended and sent in the same round', async () => {
  const fast = report({ body: body({ reportedAt: new Date(NOON + 60 * MINUTE).toISOString() }) });
  const { drawer, server, sender } = start(fast);
  server.answers = (each) =>
    Date.parse(each.body.reportedAt) > NOON + 10 * MINUTE
      ? { ...refusal(400, 'invalid-field', { field: 'reportedAt' }), serverTime: NOON }
      : answer(201);
  // When
  await sender.round(false);
  // Then
  assert.equal(server.received.length, 2);
  assert.equal(drawer.get(fast.id).state, 'sent');
});

test('a refused report stays, says why, and is not sent again by itself', async () => {
  const outside = report();
  const { drawer, server, sender } = start(outside);
  server.answers = () => refusal(404, 'not-found');
  // When
  await sender.round(false);
  await sender.round(true);
  // Then
  assert.equal(drawer.get(outside.id).state, 'attention');
  assert.equal(drawer.get(outside.id).problem?.status, 404);
  assert.equal(server.received.length, 1);
});

test('the reports stay in storage whatever is answered', async () => {
  for (const each of [answer(200), answer(201), answer(302), refusal(400, 'invalid-field'), answer(404), answer(500)]) {
    const { drawer, server, sender } = start(report(), report());
    server.answers = () => each;
    await sender.round(true);
    assert.equal(drawer.reports.size, 2);
  }
});
