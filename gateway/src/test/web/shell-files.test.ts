import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOfBundle, filesOfPage, isOurs, SHELL_HEADER } from '../../main/resources/web/app/worker/shell-files.ts';

function response(type: string, init: ResponseInit & { ours?: boolean } = {}): Response {
  const headers = { 'Content-Type': type, ...(init.ours === false ? {} : { [SHELL_HEADER]: '1' }) };
  return new Response('', { status: init.status ?? 200, headers });
}

test('the bundles of a page are found', () => {
  const page = '<script type="module" src="/static/bundle/ranger-A.js"></script><link href="/static/bundle/ranger-B.css"><a href="/">';
  assert.deepEqual(filesOfPage(page), ['/static/bundle/ranger-A.js', '/static/bundle/ranger-B.css']);
});

test('the static and dynamic imports of a script are found', () => {
  const script = `import{a as b,c}from"/static/bundle/chunk-AAAA2222.js";import"/static/bundle/chunk-BBBB2222.js";
    export{d}from"./chunk-CCCC2222.js";const e=()=>import("/static/bundle/cases-page-EEEE2222.js"),f=import('./map-FFFF2222.js');`;
  assert.deepEqual(filesOfBundle(script), [
    '/static/bundle/chunk-AAAA2222.js',
    '/static/bundle/chunk-BBBB2222.js',
    '/static/bundle/chunk-CCCC2222.js',
    '/static/bundle/cases-page-EEEE2222.js',
    '/static/bundle/map-FFFF2222.js',
  ]);
});

test('other addresses in a script are not files of the shell', () => {
  const script = 'const a="/api/me";b.from(["./x.js"]);fetch("/static/other/chunk-AAAA2222.js");import("https://x.example/y-AAAA2222.js");';
  assert.deepEqual(filesOfBundle(script), []);
});

test('the pictures of a style sheet are found', () => {
  const css = '.a{background:url(./layers-AAAA2222.png)}.b{background:url("data:image/png;base64,AA")}.c{background:url(https://x.example/y-AAAA2222.png)}';
  assert.deepEqual(filesOfBundle(css), ['/static/bundle/layers-AAAA2222.png']);
});

test('a file of the shell has the gateway’s mark and the requested type', () => {
  assert.equal(isOurs(response('text/html;charset=utf-8'), 'page'), true);
  assert.equal(isOurs(response('text/javascript'), 'script'), true);
  assert.equal(isOurs(response('image/svg+xml'), 'other'), true);
});

test('the page of a captive portal is not a file of the shell', () => {
  assert.equal(isOurs(response('text/html', { ours: false }), 'page'), false);
  assert.equal(isOurs(response('text/html', { ours: false }), 'script'), false);
  assert.equal(isOurs(response('text/html'), 'script'), false);
  assert.equal(isOurs(response('text/html'), 'other'), false);
});

test('a redirected response, or data instead of a page, is not stored', () => {
  const redirected = response('text/html');
  Object.defineProperty(redirected, 'redirected', { value: true });
  assert.equal(isOurs(redirected, 'page'), false);
  assert.equal(isOurs(response('application/json'), 'page'), false);
});

test('an error response is not stored', () => {
  assert.equal(isOurs(response('text/html', { status: 503 }), 'page'), false);
});
