import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Exclusive, TakenOverError } from '../../main/resources/web/app/device/exclusive.ts';
import { entryOf, type ReportOfVersion1 } from '../../main/resources/web/app/device/schema.ts';
import { isLow } from '../../main/resources/web/app/device/storage.ts';
import { body, NOON, problem } from './support.ts';

/** Short enough for a test, long enough for a busy machine, ms. */
const SHORT = { heartbeatMs: 20, staleMs: 600 };

let names = 0;
function lockName(): string {
  names += 1;
  return `lock-${names}`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The state of a frozen page: it holds the lock and sends no heartbeats. */
function freeze(name: string): { lost: Promise<unknown> } {
  const held = navigator.locks.request(name, () => new Promise(() => undefined));
  return { lost: held.catch((error: unknown) => error) };
}

test('two pages never run the work at the same time', async () => {
  const name = lockName();
  let working = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    working += 1;
    most = Math.max(most, working);
    await pause(5);
    working -= 1;
  };
  await Promise.all([1, 2, 3].map(() => new Exclusive(name, SHORT).run(work)));
  assert.equal(most, 1);
});

test('a page with long work keeps the lock while it sends heartbeats', async () => {
  const name = lockName();
  const done: string[] = [];
  const slow = new Exclusive(name, SHORT).run(async () => {
    await pause(1.5 * SHORT.staleMs);
    done.push('slow');
  });
  await pause(5);
  await new Exclusive(name, SHORT).run(async () => void done.push('waiting'));
  await slow;
  assert.deepEqual(done, ['slow', 'waiting']);
});

test('the lock of a frozen page is taken by another page', async () => {
  const name = lockName();
  const { lost } = freeze(name);
  const startedAt = performance.now();
  // When
  const result = await new Exclusive(name, SHORT).run(() => Promise.resolve('sent'));
  // Then
  assert.equal(result, 'sent');
  assert.ok(performance.now() - startedAt >= SHORT.staleMs);
  assert.equal(((await lost) as DOMException).name, 'AbortError');
});

test('a page that lost the lock is notified and stops', async () => {
  const name = lockName();
  let signal: AbortSignal | undefined;
  const frozen = new Exclusive(name, { ...SHORT, heartbeatMs: 60_000 }).run((given) => {
    signal = given;
    return new Promise((resolve) => given.addEventListener('abort', resolve));
  });
  const failure = frozen.catch((error: unknown) => error);
  await pause(5);
  // When
  await new Exclusive(name, SHORT).run(() => Promise.resolve());
  // Then
  assert.ok((await failure) instanceof TakenOverError);
  assert.equal(signal?.aborted, true);
});

test('an error of the work is passed on and releases the lock', async () => {
  const name = lockName();
  await assert.rejects(new Exclusive(name, SHORT).run(() => Promise.reject(new Error('broken'))), /broken/);
  assert.equal(await new Exclusive(name, SHORT).run(() => Promise.resolve(1)), 1);
});

test('a browser without locks runs the work without one', async () => {
  const without = new Exclusive(lockName(), SHORT, undefined);
  assert.equal(await without.run(() => Promise.resolve(1)), 1);
});

test('a report of database version 1 becomes an entry with the same id, body and state', () => {
  const old: ReportOfVersion1 = {
    id: '0193',
    owner: 'ranger',
    regionName: '小堰村',
    body: body(),
    state: 'attention',
    savedAt: NOON,
    sentAt: null,
    dueAt: NOON + 1,
    attempts: 3,
    problem: problem(404, 'not-found'),
    clockCorrected: true,
  };
  assert.deepEqual(entryOf(old), {
    id: '0193',
    kind: 'report',
    owner: 'username:ranger',
    aggregate: 'incident:0193',
    seq: 1,
    dependsOn: [],
    payload: { regionName: '小堰村', body: body() },
    state: 'attention',
    savedAt: NOON,
    deliveredAt: null,
    dueAt: NOON + 1,
    attempts: 3,
    problem: problem(404, 'not-found'),
    clockCorrected: true,
  });
  assert.equal(entryOf({ ...old, state: 'sent', sentAt: NOON }).state, 'delivered');
});

test('storage is low before it is full', () => {
  const mb = 2 ** 20;
  assert.equal(isLow({ usage: 10 * mb, quota: 1000 * mb }), false);
  assert.equal(isLow({ usage: 901 * mb, quota: 1000 * mb }), true);
  assert.equal(isLow({ usage: 10 * mb, quota: 55 * mb }), true);
});
