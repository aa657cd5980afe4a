import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { call, guardCalls, onCall, send } from '../../main/resources/web/app/api/client.ts';
import { problemOf, slugOf } from '../../main/resources/web/app/api/problem.ts';
import { act } from '../../main/resources/web/app/incident/incidents.ts';
import { incident } from './support.ts';

const usual = globalThis.fetch;
let fetched: { path: string; init: RequestInit }[] = [];

function answerWith(response: Response): void {
  fetched = [];
  globalThis.fetch = (path, init) => {
    fetched.push({ path: String(path), init: init ?? {} });
    return Promise.resolve(response.clone());
  };
}

function json(status: number, body: unknown, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
}

async function problemOfCall(path: string): Promise<string | null> {
  try {
    await call(path);
    return null;
  } catch (error) {
    return slugOf(problemOf(error));
  }
}

afterEach(() => {
  globalThis.fetch = usual;
  guardCalls(() => Promise.resolve(true));
});

test('the page of a captive portal with status 200 is not a response of the platform', async () => {
  const reached: boolean[] = [];
  onCall((each) => reached.push(each));
  answerWith(new Response('<h1>Hotel</h1>', { headers: { 'Content-Type': 'text/html' } }));
  assert.equal(await problemOfCall('/api/me'), 'foreign-answer');
  assert.deepEqual(reached, [false]);
});

test('a problem document of the platform is a response', async () => {
  const reached: boolean[] = [];
  onCall((each) => reached.push(each));
  answerWith(json(404, { type: 'https://linzhang.org/problems/not-found', status: 404, title: '' }, 'application/problem+json'));
  assert.equal(await problemOfCall('/api/me'), 'not-found');
  assert.equal(reached.at(-1), true);
});

test('a response without content is valid', async () => {
  answerWith(new Response(null, { status: 204 }));
  assert.equal(await problemOfCall('/api/me'), null);
});

test('no request is sent while the session must not be used', async () => {
  answerWith(json(200, {}));
  guardCalls(() => Promise.resolve(false));
  assert.equal(await problemOfCall('/api/me'), 'network');
  assert.equal(fetched.length, 0);
  // The call that ends the session is still sent.
  await send('/logout', { method: 'POST', unguarded: true });
  assert.deepEqual(fetched.map(({ path }) => path), ['/logout']);
});

test('a photo is sent unchanged, all other bodies as JSON', async () => {
  answerWith(json(201, {}));
  const photo = new Blob(['jpeg'], { type: 'image/jpeg' });
  await send('/api/photos/1', { method: 'POST', body: photo });
  await send('/api/incidents/1', { method: 'PUT', body: { kind: 'FIRE' } });
  const types = fetched.map(({ init }) => new Headers(init.headers).get('Content-Type'));
  assert.deepEqual(types, ['image/jpeg', 'application/json']);
  assert.equal(fetched[0]?.init.body, photo);
  assert.equal(fetched[1]?.init.body, '{"kind":"FIRE"}');
});

test('an action states the version of the incident that the person saw, if it is known', async () => {
  answerWith(json(200, incident('a')));
  await act('a', { action: 'accept', note: '', key: 'k', version: 7 });
  const headers = fetched[0]?.init.headers as Record<string, string>;
  assert.equal(headers['If-Match'], '"7"');
  assert.equal(headers['Idempotency-Key'], 'k');
  answerWith(json(200, incident('a')));
  await act('a', { action: 'accept', note: '', key: 'k' });
  assert.equal('If-Match' in (fetched[0]?.init.headers as Record<string, string>), false);
});

test('the refusal of an action on a stale view has the current state', async () => {
  const current = incident('a', { status: 'ACCEPTED', version: 8 });
  const refusal = { type: 'https://linzhang.org/problems/stale-view', status: 412, title: '', current };
  answerWith(json(412, refusal, 'application/problem+json'));
  await assert.rejects(act('a', { action: 'reject', note: 'x', key: 'k', version: 7 }), (error) => {
    const problem = problemOf(error);
    assert.equal(slugOf(problem), 'stale-view');
    assert.deepEqual(problem.current, current);
    return true;
  });
});
