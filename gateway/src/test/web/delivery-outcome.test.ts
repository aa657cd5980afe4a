import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveryOutcome } from '../../main/resources/web/app/outbox/delivery-outcome.ts';
import { answer, NOON, refusal } from './support.ts';

test('an entry that was created or existed already is delivered', () => {
  assert.equal(deliveryOutcome(answer(201)).is, 'delivered');
  assert.equal(deliveryOutcome(answer(200)).is, 'delivered');
});

test('a captive portal that answers 200 with a page delivers nothing', () => {
  assert.equal(deliveryOutcome(answer(200, { body: null })).is, 'later');
});

test('a redirect delivers nothing', () => {
  assert.equal(deliveryOutcome(answer(0)).is, 'later');
  assert.equal(deliveryOutcome(answer(302)).is, 'later');
});

test('without a session the entry waits for a log-in', () => {
  assert.equal(deliveryOutcome(refusal(401, 'unauthorized')).is, 'login');
  assert.equal(deliveryOutcome(answer(401)).is, 'login');
});

test('in another person’s session the entry waits for its owner', () => {
  assert.equal(deliveryOutcome(refusal(403, 'user-mismatch')).is, 'login');
});

test('a failing server gets the request again later, and not before the time in Retry-After', () => {
  for (const status of [500, 502, 503, 504]) {
    assert.equal(deliveryOutcome(answer(status)).is, 'later');
  }
  assert.deepEqual(deliveryOutcome(answer(503, { retryAfter: 9_000 })), {
    is: 'later',
    problem: { type: 'https://linzhang.org/problems/foreign-answer', title: 'Not an answer of Linzhang', status: 503 },
    waitMs: 9_000,
  });
});

test('the entry stays queued after too many requests', () => {
  assert.equal(deliveryOutcome(refusal(429, 'too-many')).is, 'later');
  assert.equal(deliveryOutcome(refusal(408, 'timeout')).is, 'later');
});

test('a rejection with a reason needs the person', () => {
  for (const [status, slug] of [
    [400, 'invalid-field'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflicting-body'],
    [415, 'unsupported-media-type'],
  ] as const) {
    assert.equal(deliveryOutcome(refusal(status, slug)).is, 'attention', slug);
  }
});

test('an error response without a problem document is not from the platform', () => {
  assert.equal(deliveryOutcome(answer(404)).is, 'later');
  assert.equal(deliveryOutcome(answer(403)).is, 'later');
});

test('a body that is too large needs the person, also if a proxy rejects it', () => {
  assert.equal(deliveryOutcome(answer(413)).is, 'attention');
});

test('a time in the future is corrected by the server’s clock if the kind has a time field', () => {
  const wrong = refusal(400, 'invalid-field', { field: 'reportedAt' });
  const late = { ...wrong, serverTime: NOON };
  assert.equal(deliveryOutcome(late, 'reportedAt').is, 'clock');
  assert.equal(deliveryOutcome(wrong, 'reportedAt').is, 'attention');
  assert.equal(deliveryOutcome(late, 'startedAt').is, 'attention');
  assert.equal(deliveryOutcome(late).is, 'attention');
});
