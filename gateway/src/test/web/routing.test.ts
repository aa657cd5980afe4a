import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedQuery, matching, isWithin, matchPath, matchRoute, oneOf, someOf } from '../../main/resources/web/app/routing/route.ts';

test('a path matches its pattern with or without a trailing slash, and its parameters are decoded', () => {
  assert.deepEqual(matchPath('/chief/cases', '/chief/cases'), {});
  assert.deepEqual(matchPath('/chief/cases', '/chief/cases/'), {});
  assert.deepEqual(matchPath('/chief/cases/:id', '/chief/cases/a%20b'), { id: 'a b' });
});

test('a path that is longer, shorter, different or badly encoded does not match', () => {
  assert.equal(matchPath('/chief/cases', '/chief'), null);
  assert.equal(matchPath('/chief/cases', '/chief/cases/1'), null);
  assert.equal(matchPath('/chief/cases', '/chief/alerts'), null);
  assert.equal(matchPath('/chief/cases/:id', '/chief/cases/%E0%A4%A'), null);
});

test('the first route with a matching pattern is chosen', () => {
  const alerts = { paths: ['/chief', '/chief/alerts'] };
  const one = { paths: ['/chief/cases/:id'] };
  assert.equal(matchRoute([alerts, one], '/chief/alerts')?.route, alerts);
  assert.deepEqual(matchRoute([alerts, one], '/chief/cases/7'), { route: one, params: { id: '7' } });
  assert.equal(matchRoute([alerts, one], '/chief/elsewhere'), null);
});

test('a changed query keeps the other parameters, and drops parameters without a value', () => {
  assert.equal(changedQuery('?kind=FIRE&from=2026-01-01', { kind: 'PEST' }), '?from=2026-01-01&kind=PEST');
  assert.equal(changedQuery('?kind=FIRE', { kind: null }), '');
  assert.equal(changedQuery('?kind=FIRE', { kind: '' }), '');
  assert.equal(changedQuery('', { status: ['REPORTED', 'HANDLED'] }), '?status=REPORTED&status=HANDLED');
  assert.equal(changedQuery('?status=REPORTED&status=HANDLED', { status: [] }), '');
});

test('values of a query that are not allowed are ignored', () => {
  const query = new URLSearchParams('by=month&kind=PEST&kind=NONSENSE&kind=PEST&day=2026-13-99');
  assert.equal(oneOf(query, 'by', ['region', 'month']), 'month');
  assert.equal(oneOf(query, 'by', ['region']), null);
  assert.deepEqual(someOf(query, 'kind', ['FIRE', 'PEST']), ['PEST']);
  assert.equal(matching(query, 'day', /^\d{4}-\d\d-\d\d$/), '2026-13-99');
  assert.equal(matching(query, 'other', /./), null);
});

test('an app has its own path and those below it, not those that only start with the same letters', () => {
  assert.ok(isWithin('/chief', '/chief'));
  assert.ok(isWithin('/chief', '/chief/cases'));
  assert.ok(!isWithin('/chief', '/chiefs'));
  assert.ok(!isWithin('/chief', '/'));
});
