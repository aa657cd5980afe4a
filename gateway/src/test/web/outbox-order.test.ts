import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../../main/resources/web/app/api/client.ts';
import { deliveryOutcome } from '../../main/resources/web/app/outbox/delivery-outcome.ts';
import { isDelivered, newEntry, revised, type Entry } from '../../main/resources/web/app/outbox/entry.ts';
import { Kinds, type EntryKind } from '../../main/resources/web/app/outbox/kinds.ts';
import { Order } from '../../main/resources/web/app/outbox/order.ts';
import { REPORT } from '../../main/resources/web/app/outbox/report.ts';
import { Sender } from '../../main/resources/web/app/outbox/sender.ts';
import { answer, Clock, MemoryStore, MINUTE, NOON, RANGER, refusal, report, Server } from './support.ts';

const SEGMENT: EntryKind<{ patrol: string; number: number }> = {
  name: 'segment',
  priority: 20,
  request: ({ payload }) => ({ method: 'PUT', path: `/api/patrols/${payload.patrol}/segments/${payload.number}`, body: {} }),
  outcome: (each) => deliveryOutcome(each),
};

const PHOTO: EntryKind<Blob> = {
  name: 'photo',
  priority: 30,
  request: ({ id, payload }) => ({ method: 'POST', path: `/api/photos/${id}`, body: payload }),
  outcome: (each) => deliveryOutcome(each),
};

const KINDS = new Kinds(REPORT, SEGMENT, PHOTO);

function segment(patrol: string, number: number, savedAt = NOON): Entry {
  const made = { id: `${patrol}-${number}`, kind: 'segment', owner: RANGER, aggregate: `patrol:${patrol}`, payload: { patrol, number } };
  return newEntry(made, number, savedAt);
}

function photo(id: string, ...dependsOn: string[]): Entry {
  const payload = new Blob(['jpeg'], { type: 'image/jpeg' });
  return newEntry({ id, kind: 'photo', owner: RANGER, aggregate: `photo:${id}`, dependsOn, payload }, 1, NOON - MINUTE);
}

function idOf(path: string): string {
  const found = /\/patrols\/(\w+)\/segments\/(\d+)$/.exec(path);
  return found === null ? (path.split('/').at(-1) ?? '') : `${found[1]}-${found[2]}`;
}

function start(...entries: Entry[]) {
  const store = new MemoryStore(...entries);
  const server = new Server();
  const clock = new Clock();
  const received = () => server.received.map(idOf);
  return { store, server, clock, received, sender: new Sender(store, server, KINDS, clock.read, () => 0) };
}

test('the segments of a patrol are sent in their order regardless of the order in which they were saved', async () => {
  const { received, sender } = start(segment('a', 3, NOON - 3), segment('a', 1), segment('a', 2, NOON - 1));
  await sender.round(true);
  assert.deepEqual(received(), ['a-1', 'a-2', 'a-3']);
});

test('a photo is sent after its incident, although it was saved before', async () => {
  const incident = report();
  const { received, sender } = start(photo('p', incident.id), incident);
  await sender.round(true);
  assert.deepEqual(received(), [incident.id, 'p']);
});

test('a photo without a dependency is sent although its incident is rejected', async () => {
  const incident = report();
  const { server, received, sender } = start(photo('p'), incident);
  server.answers = ({ path }) => (idOf(path) === incident.id ? refusal(404, 'not-found') : answer(201));
  await sender.round(true);
  assert.deepEqual(received(), [incident.id, 'p']);
});

test('a photo whose incident was delivered and removed from the device is sent', async () => {
  const { received, sender } = start(photo('p', 'delivered-long-ago'));
  await sender.round(true);
  assert.deepEqual(received(), ['p']);
});

test('a failed segment blocks only the later segments of its patrol', async () => {
  const incident = report();
  const { server, clock, received, sender } = start(segment('a', 1), segment('a', 2), segment('b', 1), segment('b', 2), incident);
  server.answers = ({ path }) => (idOf(path) === 'a-1' ? refusal(503, 'unavailable') : answer(201));
  // When
  const round = await sender.round(true);
  // Then
  assert.deepEqual(received(), [incident.id, 'a-1', 'b-1', 'b-2']);
  assert.equal(round.nextAt, clock.now + 2_000);
  // And when
  server.answers = () => answer(201);
  await sender.round(true);
  // Then
  assert.deepEqual(received().slice(4), ['a-1', 'a-2']);
});

test('a rejected entry is found from all entries that wait for it, directly or through others', async () => {
  const incident = report();
  const entries = [incident, photo('p', incident.id), photo('q', 'p'), segment('a', 1), photo('free')];
  const { store, server, received, sender } = start(...entries);
  server.answers = ({ path }) => (idOf(path) === incident.id ? refusal(404, 'not-found') : answer(201));
  // When
  await sender.round(true);
  // Then
  const order = new Order(store.entries.values());
  assert.equal(order.refused(store.get('p'))?.id, incident.id);
  assert.equal(order.refused(store.get('q'))?.id, incident.id);
  assert.deepEqual(received(), [incident.id, 'a-1', 'free']);
});

test('entries that wait for a rejected entry are sent after its correction', async () => {
  const incident = report();
  const { store, server, received, sender } = start(incident, photo('p', incident.id));
  server.answers = ({ path }) => (idOf(path) === incident.id ? refusal(404, 'not-found') : answer(201));
  await sender.round(true);
  // When
  server.answers = () => answer(201);
  await store.change(incident.id, (each) => revised(each, each.payload, NOON));
  await sender.round(true);
  // Then
  assert.deepEqual(received(), [incident.id, incident.id, 'p']);
  assert.equal(new Order(store.entries.values()).refused(store.get('p')), null);
});

test('a fire is sent before older photos and segments', async () => {
  const fire = report({ savedAt: NOON + MINUTE });
  const { received, sender } = start(photo('p'), segment('a', 1), fire);
  await sender.round(true);
  assert.deepEqual(received(), [fire.id, 'a-1', 'p']);
});

/** Deterministic random numbers from 0 to 1 (mulberry32), so that a failure can be repeated by its seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('with random failures in random order, no entry is lost, duplicated or sent before its dependencies', async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomFrom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const entries: Entry[] = [];
    for (let i = 0; i < 12; i++) {
      const savedAt = NOON + Math.floor(random() * MINUTE);
      const kind = pick(['report', 'segment', 'segment', 'photo']);
      if (kind === 'report') {
        entries.push(report({ id: `r${i}`, aggregate: `incident:r${i}`, savedAt }));
      } else if (kind === 'segment') {
        const patrol = pick(['a', 'b']);
        const number = entries.filter((each) => each.aggregate === `patrol:${patrol}`).length + 1;
        entries.push(segment(patrol, number, savedAt));
      } else {
        const earlier = entries.length === 0 || random() < 0.3 ? [] : [pick(entries).id];
        entries.push(photo(`p${i}`, ...earlier));
      }
    }
    const { store, server, clock, sender } = start(...entries.sort(() => random() - 0.5));
    const stored: string[] = [];
    server.answers = (request): Answer => {
      const id = idOf(request.path);
      const entry = store.get(id);
      const before = entries.filter((each) => each.aggregate === entry.aggregate && each.seq < entry.seq).map((each) => each.id);
      for (const needed of [...before, ...entry.dependsOn]) {
        assert.ok(stored.includes(needed), `seed ${seed}: ${id} was sent before ${needed}`);
      }
      const fate = random();
      if (fate < 0.15) {
        throw new Error('no answer, nothing stored');
      }
      if (fate < 0.6) {
        return pick([answer(503), answer(200, { body: null }), refusal(400, 'invalid-field'), refusal(401, 'unauthorized')]);
      }
      // The server is idempotent: it responds to a repeated request with 200.
      const isNew = !stored.includes(id);
      if (isNew) {
        stored.push(id);
      }
      if (fate < 0.7) {
        throw new Error('stored, but the answer is lost');
      }
      return answer(isNew ? 201 : 200);
    };
    // When
    for (let round = 0; round < 200 && [...store.entries.values()].some((each) => !isDelivered(each)); round++) {
      await sender.round(random() < 0.5);
      clock.advance(MINUTE);
      for (const each of store.entries.values()) {
        if (each.state === 'attention') {
          await store.change(each.id, (refused) => revised(refused, refused.payload, clock.now));
        }
      }
    }
    // Then
    assert.equal(store.entries.size, entries.length, `seed ${seed}`);
    assert.deepEqual([...stored].sort(), entries.map((each) => each.id).sort(), `seed ${seed}`);
    assert.ok([...store.entries.values()].every(isDelivered), `seed ${seed}`);
  }
});
