import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../main/resources/web/app/ranger/queue/verdict.ts';
import { answer, NOON, refusal } from './support.ts';

test('created and already there are both delivered', () => {
  assert.equal(judge(answer(201)).is, 'delivered');
  assert.equal(judge(answer(200)).is, 'delivered');
});

test('a captive portal that answers 200 with a page delivers nothing', () => {
  assert.equal(judge(answer(200, { body: null })).is, 'later');
});

test('a redirect delivers nothing', () => {
  assert.equal(judge(answer(0)).is, 'later');
  assert.equal(judge(answer(302)).is, 'later');
});

test('without a session the report waits for a log-in', () => {
  assert.equal(judge(refusal(401, 'unauthorized')).is, 'login');
  assert.equal(judge(answer(401)).is, 'login');
});

test('in somebody else’s session the report waits for its owner', () => {
  assert.equal(judge(refusal(403, 'another-user')).is, 'login');
});

test('a server in trouble is tried again later, when it says so itself not before', () => {
  for (const status of [500, 502, 503, 504]) {
    assert.equal(judge(answer(status)).is, 'later');
  }
  assert.deepEqual(judge(answer(503, { retryAfter: 9_000 })), {
    is: 'later',
    problem: { type: 'https://linzhang.org/problems/not-ours', title: 'Not an answer of Linzhang', status: 503 },
    waitMs: 9_000,
  });
});

test('too many requests is no fault of the report', () => {
  assert.equal(judge(refusal(429, 'too-many')).is, 'later');
  assert.equal(judge(refusal(408, 'timeout')).is, 'later');
});

test('a refusal that names its reason needs the person', () => {
  for (const [status, slug] of [
    [400, 'invalid-field'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflicting-body'],
    [415, 'unsupported-media-type'],
  ] as const) {
    assert.equal(judge(refusal(status, slug)).is, 'attention', slug);
  }
});

test('a refusal that is no problem document comes from somewhere else on the way', () => {
  assert.equal(judge(answer(404)).is, 'later');
  assert.equal(judge(answer(403)).is, 'later');
});

test('a body that is too large needs the person, whoever says so', () => {
  assert.equal(judge(answer(413)).is, 'attention');
});

test('a time in the future is mended by the server’s clock', () => {
  const wrong = refusal(400, 'invalid-field', { field: 'reportedAt' });
  assert.equal(judge({ ...wrong, serverTime: NOON }).is, 'clock');
  assert.equal(judge(wrong).is, 'attention');
});
