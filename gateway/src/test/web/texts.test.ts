import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { en } from '../../main/resources/web/app/i18n/en.ts';
import { fill, setLanguage, t, type TextKey } from '../../main/resources/web/app/i18n/i18n.ts';
import { fieldErrorTexts, problemText } from '../../main/resources/web/app/i18n/labels.ts';
import { zh } from '../../main/resources/web/app/i18n/zh.ts';
import { problem } from './support.ts';

const APP = join(import.meta.dirname, '../../main/resources/web/app');
const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(join(APP, path), 'utf8') }));

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test('every text exists in both languages with the same placeholders', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh)) {
    const english = (en as Record<string, string>)[key] ?? '';
    assert.notEqual(english.trim(), '', key);
    assert.deepEqual(placeholders(english), placeholders(text), key);
  }
});

test('every text is used', () => {
  const all = sources.filter(({ path }) => !path.startsWith('i18n/zh') && !path.startsWith('i18n/en'));
  const code = all.map(({ text }) => text).join('\n');
  const families = [...code.matchAll(/`([\w.]+\.)\$\{[^}]+\}(\.\w+)?`/g)].map((match) => [match[1] ?? '', match[2] ?? '']);
  const unused = Object.keys(zh).filter(
    (key) =>
      !code.includes(`'${key}'`) &&
      !families.some(([start, end]) => key.startsWith(start ?? '') && key.endsWith(end ?? '')),
  );
  assert.deepEqual(unused, []);
});

test('placeholders are filled by name, and one without a value stays visible', () => {
  assert.equal(fill('{n} of {all}', { n: 2 }), '2 of {all}');
});

test('an unknown name from a newer server is shown as its key', () => {
  assert.equal(t('incidentActionDone.escalate' as TextKey), 'incidentActionDone.escalate');
});

test('the reasons of field errors are shown in the reader’s language', () => {
  const outside = problem(400, 'invalid-field', {
    field: 'position',
    detail: 'is not in 雁江区雁江镇; correct one of the two',
  });
  setLanguage('zh');
  assert.deepEqual(fieldErrorTexts(outside), ['位置：不在雁江区雁江镇范围内，请改位置或辖区']);
  setLanguage('en');
  assert.deepEqual(fieldErrorTexts(outside), ['Position: is not in 雁江区雁江镇; change one of the two']);
  setLanguage('zh');
});

test('an unknown problem is shown with the server’s text', () => {
  assert.equal(problemText(problem(418, 'teapot', { detail: 'short and stout' })), 'short and stout');
});

test('no source uses the type any', () => {
  const offenders = sources.filter(({ text }) => /(?::|<|\bas|\|)\s*any\b(?!\s*[a-z])/.test(text)).map(({ path }) => path);
  assert.deepEqual(offenders, []);
});

test('a component is imported for its effect by each module that uses it; the bundler would drop a named import alone as a type', () => {
  const components = sources.filter(({ text }) => text.includes('customElements.define(')).map(({ path }) => path);
  const missing = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/import (?:type )?\{[^}]*\} from '(\.[^']+)';/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => components.includes(join(dirname(path), target)))
      .filter((target) => !text.includes(`import '${target}';`))
      .map((target) => `${path}: ${target}`),
  );
  assert.deepEqual(missing, []);
});
