/**
 * The header with which the gateway marks the files of the shell. Pages of captive portals and maintenance pages do not
 * have it.
 */
export const SHELL_HEADER = 'X-Linzhang-Shell';

/** The required type of a file of the shell. */
export type FileType = 'page' | 'script' | 'style' | 'other';

const TYPES: Record<FileType, RegExp> = {
  page: /^text\/html\b/,
  script: /^(?:text|application)\/javascript\b/,
  style: /^text\/css\b/,
  other: /^(?!text\/html\b)/,
};

const BUNDLE = '/static/bundle/';

/** Bundles have a hash in their name and never change. */
export function isBundle(path: string): boolean {
  return path.startsWith(BUNDLE);
}

export function typeOf(path: string): FileType {
  if (path.endsWith('.js')) {
    return 'script';
  }
  return path.endsWith('.css') ? 'style' : 'other';
}

/** Whether a response is a file of this gateway and has the requested type. */
export function isOurs(response: Response, type: FileType): boolean {
  return (
    response.ok &&
    !response.redirected &&
    response.headers.has(SHELL_HEADER) &&
    TYPES[type].test(response.headers.get('Content-Type') ?? '')
  );
}

/** The bundles that a page names. */
export function filesOfPage(page: string): string[] {
  return [...page.matchAll(/(?:src|href)="(\/static\/bundle\/[^"]+)"/g)].map((match) => match[1] ?? '');
}

/**
 * The bundles that a bundle names: the static and dynamic imports of a script, as esbuild writes them
 * (`"/static/bundle/chunk-ABCD2345.js"` or `"./chunk-ABCD2345.js"`), and the pictures of a style sheet.
 */
export function filesOfBundle(text: string): string[] {
  return [...text.matchAll(/["'(](?:\.|\/static\/bundle)\/([\w.-]+-[A-Z0-9]{8}\.\w+)["')]/g)].map(
    (match) => BUNDLE + (match[1] ?? ''),
  );
}
