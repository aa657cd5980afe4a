import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOfBundle, filesOfPage, isOurs, SHELL_HEADER } from '../../main/resources/web/app/worker/shell-files.ts';

function response(type: string, init: ResponseInit & { ours?: boolean } = {}): Response {
  const headers = { 'Content-Type': type, ...(init.ours === false ? {} : { [SHELL_HEADER]: '1' }) };
  return new Response('', { status: init.status ?? 200, headers });
}

test('a page names its bundles', () => {
  const page = '<script type="module" src="/static/bundle/ranger-A.js"></script><link href="/static/bundle/ranger-B.css"><a href="/">';
  assert.deepEqual(filesOfPage(page), ['/static/bundle/ranger-A.js', '/static/bundle/ranger-B.css']);
});

test('a script names what it imports, at once and later', () => {
  const script = `import{a as b,c}from"./chunk-AAA.js";import"./chunk-BBB.js";export{d}from"./chunk-CCC.js";
    export*from "./chunk-DDD.js";const e=()=>import("./cases-EEE.js");import f from'/static/bundle/chunk-FFF.js';`;
  assert.deepEqual(filesOfBundle('/static/bundle/chief-A.js', script), [
    '/static/bundle/chunk-AAA.js',
    '/static/bundle/chunk-BBB.js',
    '/static/bundle/chunk-CCC.js',
    '/static/bundle/chunk-DDD.js',
    '/static/bundle/cases-EEE.js',
    '/static/bundle/chunk-FFF.js',
  ]);
});

test('what a script says of other things is no import', () => {
  const script = 'const a="imported from afar";b.from(["./x.js"]);c(import.meta.url);fetch("./api/me");';
  assert.deepEqual(filesOfBundle('/static/bundle/chief-A.js', script), []);
});

test('a style sheet names its pictures', () => {
  const css = '.a{background:url(./layers-A.png)}.b{background:url("data:image/png;base64,AA")}.c{background:url(https://x.example/y.png)}';
  assert.deepEqual(filesOfBundle('/static/bundle/map-A.css', css), ['/static/bundle/layers-A.png']);
});

test('a file is ours if our gateway has marked it and its type fits', () => {
  assert.equal(isOurs(response('text/html;charset=utf-8'), 'page'), true);
  assert.equal(isOurs(response('text/javascript'), 'script'), true);
  assert.equal(isOurs(response('image/svg+xml'), 'other'), true);
});

test('the page of a captive portal is not ours, whatever it stands for', () => {
  assert.equal(isOurs(response('text/html', { ours: false }), 'page'), false);
  assert.equal(isOurs(response('text/html', { ours: false }), 'script'), false);
  assert.equal(isOurs(response('text/html'), 'script'), false);
  assert.equal(isOurs(response('text/html'), 'other'), false);
});

test('a failure is not ours to store', () => {
  assert.equal(isOurs(response('text/html', { status: 503 }), 'page'), false);
});
