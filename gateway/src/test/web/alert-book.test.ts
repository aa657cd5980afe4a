import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alert } from '../../main/resources/web/app/api/types.ts';
import { AlertBook, ECHO_MS } from '../../main/resources/web/app/chief/alert-book.ts';
import { incident, NOON } from './support.ts';

function alert(id: string, change: Partial<Alert> = {}): Alert {
  const { kind, severity, regionCode, regionName, position, description, reportedAt, reporter, reporterName } =
    incident('fire');
  return {
    id,
    incidentId: 'fire',
    kind,
    severity,
    regionCode,
    regionName,
    position,
    description,
    reportedAt,
    reporter,
    reporterName,
    reason: 'REPORTED',
    status: 'RAISED',
    incidentStatus: 'REPORTED',
    raisedAt: reportedAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    ...change,
  };
}

test('an alert that comes by stream and by list shows once', () => {
  const book = new AlertBook();
  assert.equal(book.fromStream(alert('a'), NOON), true);
  assert.deepEqual(book.fromList([alert('a'), alert('b')], NOON - 5, NOON + 5).map(({ id }) => id), ['b']);
  assert.equal(book.fromStream(alert('b'), NOON + 6), false);
  assert.equal(book.all().length, 2);
});

test('a list that was asked for before the stream told more doesn’t turn the clock back', () => {
  const book = new AlertBook();
  book.fromStream(alert('a', { status: 'ACKNOWLEDGED' }), NOON);
  book.fromList([alert('a', { status: 'RAISED' })], NOON - 1, NOON + 1);
  assert.equal(book.all()[0]?.status, 'ACKNOWLEDGED');
});

test('a later list counts', () => {
  const book = new AlertBook();
  book.fromStream(alert('a'), NOON);
  book.fromList([alert('a', { status: 'SETTLED' })], NOON + 1, NOON + 2);
  assert.equal(book.all()[0]?.status, 'SETTLED');
});

test('what the person has done shows at once in all alerts of the incident and isn’t undone by older news', () => {
  const book = new AlertBook();
  book.fromList([alert('a'), alert('b', { reason: 'HANDED_OVER' })], NOON, NOON);
  // When
  book.done(incident('fire', { status: 'HANDLED' }), NOON + 10);
  book.fromStream(alert('a', { incidentStatus: 'ACCEPTED' }), NOON + 20);
  // Then
  assert.deepEqual(book.all().map((each) => each.incidentStatus), ['HANDLED', 'HANDLED']);
});

test('news from others counts again after the echo, or after the wait for it', () => {
  const book = new AlertBook();
  book.fromList([alert('a')], NOON, NOON);
  book.done(incident('fire', { status: 'HANDLED' }), NOON);
  book.fromStream(alert('a', { incidentStatus: 'HANDLED' }), NOON + 1);
  book.fromStream(alert('a', { incidentStatus: 'HANDED_OVER' }), NOON + 2);
  assert.equal(book.all()[0]?.incidentStatus, 'HANDED_OVER');
  book.done(incident('fire', { status: 'HANDLED' }), NOON + 3);
  book.fromStream(alert('a', { incidentStatus: 'CLOSED' }), NOON + 4 + ECHO_MS);
  assert.equal(book.all()[0]?.incidentStatus, 'CLOSED');
});

test('the newest alert is the first', () => {
  const book = new AlertBook();
  const at = (hour: number): string => `2026-11-21T0${hour}:00:00Z`;
  book.fromList([alert('a', { raisedAt: at(1) }), alert('b', { raisedAt: at(3) }), alert('c', { raisedAt: at(2) })], NOON, NOON);
  assert.deepEqual(book.all().map(({ id }) => id), ['b', 'c', 'a']);
});
