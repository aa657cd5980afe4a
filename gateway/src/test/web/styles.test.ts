import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const APP = join(import.meta.dirname, '../../main/resources/web/app');
const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const read = (path: string): string => readFileSync(join(APP, path), 'utf8');

/** The selectors of a style sheet, also those within `@media`. */
function selectorsOf(sheet: string): string[] {
  return [...sheet.replace(/\/\*[^]*?\*\//g, '').matchAll(/([^{}]+)\{/g)]
    .map((match) => (match[1] ?? '').trim())
    .filter((selector) => selector !== '' && !selector.startsWith('@'))
    .flatMap((selector) => selector.split(','))
    .map((selector) => selector.trim());
}

function isScoped(selector: string, element: string): boolean {
  return new RegExp(`^${element}(?![\\w-])`).test(selector);
}

const components = files
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: read(path) }))
  .filter(({ text }) => text.includes('css`'));

test('every selector of a component’s styles starts with the component’s element', () => {
  const wrong = components.flatMap(({ path, text }) => {
    const element = /customElements\.define\('([\w-]+)'/.exec(text)?.[1];
    const sheets = [...text.matchAll(/css`([^`]*)`/g)].map((match) => match[1] ?? '');
    return sheets
      .flatMap(selectorsOf)
      .filter((selector) => element === undefined || !isScoped(selector, element))
      .map((selector) => `${path}: ${selector}`);
  });
  assert.ok(components.length > 15);
  assert.deepEqual(wrong, []);
});

test('a selector that matches outside its component is found', () => {
  const sheet = '/* x */ lz-a .b, .c { color: red } @media (max-width: 1px) { lz-ab { color: red } lz-a.d { color: red } }';
  assert.deepEqual(selectorsOf(sheet).filter((selector) => !isScoped(selector, 'lz-a')), ['.c', 'lz-ab']);
});

test('only the style sheets that all apps share are CSS files', () => {
  assert.deepEqual(
    files.filter((path) => path.endsWith('.css')).sort(),
    ['badges', 'controls', 'notes', 'theme'].map((name) => `shell/${name}.css`),
  );
});

test('no markup has a style attribute', () => {
  const inline = files.filter((path) => path.endsWith('.ts') && /<[a-z][^>]*\sstyle=/.test(read(path)));
  assert.deepEqual(inline, []);
});
