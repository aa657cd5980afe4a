import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alert } from '../../main/resources/web/app/api/types.ts';
import { AlertStore, OWN_ACTION_MS } from '../../main/resources/web/app/chief/alert-store.ts';
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

test('an alert from stream and list appears once', () => {
  const store = new AlertStore();
  assert.equal(store.fromStream(alert('a'), NOON), true);
  assert.deepEqual(store.fromList([alert('a'), alert('b')], NOON - 5, NOON + 5).map(({ id }) => id), ['b']);
  assert.equal(store.fromStream(alert('b'), NOON + 6), false);
  assert.equal(store.all().length, 2);
});

test('a list that was requested before a newer stream event doesn’t overwrite the event', () => {
  const store = new AlertStore();
  store.fromStream(alert('a', { status: 'ACKNOWLEDGED' }), NOON);
  store.fromList([alert('a', { status: 'RAISED' })], NOON - 1, NOON + 1);
  assert.equal(store.all()[0]?.status, 'ACKNOWLEDGED');
});

test('a list that was requested after a stream event overwrites it', () => {
  const store = new AlertStore();
  store.fromStream(alert('a'), NOON);
  store.fromList([alert('a', { status: 'SETTLED' })], NOON + 1, NOON + 2);
  assert.equal(store.all()[0]?.status, 'SETTLED');
});

test('the person’s action changes all alerts of the incident at once, and older events don’t undo it', () => {
  const store = new AlertStore();
  store.fromList([alert('a'), alert('b', { reason: 'HANDED_OVER' })], NOON, NOON);
  // When
  store.done(incident('fire', { status: 'HANDLED' }), NOON + 10);
  store.fromStream(alert('a', { incidentStatus: 'ACCEPTED' }), NOON + 20);
  // Then
  assert.deepEqual(store.all().map((each) => each.incidentStatus), ['HANDLED', 'HANDLED']);
});

test('stream events apply again after one has confirmed the person’s action, or after a time limit', () => {
  const store = new AlertStore();
  store.fromList([alert('a')], NOON, NOON);
  store.done(incident('fire', { status: 'HANDLED' }), NOON);
  store.fromStream(alert('a', { incidentStatus: 'HANDLED' }), NOON + 1);
  store.fromStream(alert('a', { incidentStatus: 'HANDED_OVER' }), NOON + 2);
  assert.equal(store.all()[0]?.incidentStatus, 'HANDED_OVER');
  store.done(incident('fire', { status: 'HANDLED' }), NOON + 3);
  store.fromStream(alert('a', { incidentStatus: 'CLOSED' }), NOON + 4 + OWN_ACTION_MS);
  assert.equal(store.all()[0]?.incidentStatus, 'CLOSED');
});

test('the newest alert comes first', () => {
  const store = new AlertStore();
  const at = (hour: number): string => `2026-11-21T0${hour}:00:00Z`;
  store.fromList([alert('a', { raisedAt: at(1) }), alert('b', { raisedAt: at(3) }), alert('c', { raisedAt: at(2) })], NOON, NOON);
  assert.deepEqual(store.all().map(({ id }) => id), ['b', 'c', 'a']);
});
