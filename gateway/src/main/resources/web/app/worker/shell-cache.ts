/** What is kept of the shell: pages by their address, and the files that they name. */
export const CACHE = 'linzhang-shell-v1';

export const PAGES: readonly string[] = ['/', '/ranger', '/chief', '/supervisor'];

/** The page that shows a path, null if the path is no page: an app has one page for every path below its own. */
export function pageOf(path: string): string | null {
  return PAGES.find((page) => path === page || (page !== '/' && path.startsWith(`${page}/`))) ?? null;
}

/** Read from the network while it answers, from the cache otherwise. */
export const DATA: readonly string[] = ['/api/settings', '/api/regions/boundaries.geojson'];

const FILES = ['/manifest.webmanifest', '/icons/icon.svg', '/icons/icon-192.png'];
const BUNDLE = '/static/bundle/';
const PATIENCE_MS = 2_500;

/** Bundles carry a hash in their name and never change. */
export function isBundle(path: string): boolean {
  return path.startsWith(BUNDLE);
}

/** Fetches a page and all that it names, and only when all is there puts it in the place of what was kept. */
export async function keepPage(path: string): Promise<void> {
  const response = await fetch(path, { cache: 'no-cache', redirect: 'error' });
  if (response.ok) {
    await replacePage(path, response);
  }
}

export async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
}

export async function keepData(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    DATA.map(async (path) => {
      const response = await fetch(path);
      if (response.ok) {
        await cache.put(path, response);
      }
    }),
  );
}

/**
 * The page from the network where that answers soon, else the kept one, so that a bad line costs seconds at most.
 * `kept` ends when the fresh page has replaced the kept one.
 */
export function page(path: string, request: Request): { answer: Promise<Response>; kept: Promise<void> } {
  const fresh = fetch(request);
  const kept = fresh
    .then((response) => (response.ok && !response.redirected ? replacePage(path, response.clone()) : undefined))
    .catch(() => undefined);
  return { answer: soonest(path, fresh), kept };
}

async function soonest(path: string, fresh: Promise<Response>): Promise<Response> {
  const kept = await caches.match(path);
  if (kept === undefined) {
    return fresh;
  }
  const patience = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  const usable = fresh.then((response) => (response.status >= 500 ? kept : response)).catch(() => kept);
  return Promise.race([usable, patience]);
}

export async function bundle(request: Request): Promise<Response> {
  const kept = await caches.match(request.url);
  if (kept !== undefined) {
    return kept;
  }
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request.url, response.clone());
  }
  return response;
}

export async function networkFirst(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) {
      const cache = await caches.open(CACHE);
      await cache.put(new URL(request.url).pathname, response.clone());
      return response;
    }
    return response.status < 500 ? response : ((await caches.match(new URL(request.url).pathname)) ?? response);
  } catch (error) {
    const kept = await caches.match(new URL(request.url).pathname);
    if (kept === undefined) {
      throw error;
    }
    return kept;
  }
}

async function replacePage(path: string, response: Response): Promise<void> {
  const cache = await caches.open(CACHE);
  await filesOf(cache, await response.clone().text(), async (file) => {
    const fetched = await fetch(file);
    if (!fetched.ok) {
      throw new Error(`${file}: ${fetched.status}`);
    }
    await cache.put(file, fetched.clone());
    return fetched;
  });
  await cache.put(path, response);
  await dropUnnamed(cache);
}

/** Bundles of earlier versions go when no kept page needs them. */
async function dropUnnamed(cache: Cache): Promise<void> {
  const needed = new Set<string>();
  for (const path of PAGES) {
    const kept = await cache.match(path);
    if (kept !== undefined) {
      const files = await filesOf(cache, await kept.text(), () => Promise.resolve(undefined));
      files.forEach((file) => needed.add(file));
    }
  }
  for (const { url } of await cache.keys()) {
    const path = new URL(url).pathname;
    if (/\.(js|css)$/.test(path) && isBundle(path) && !needed.has(path)) {
      await cache.delete(url);
    }
  }
}

/** All bundles that a page needs: those that it names, and what these import, at once or later. */
async function filesOf(
  cache: Cache,
  page: string,
  missing: (file: string) => Promise<Response | undefined>,
): Promise<Set<string>> {
  const files = new Set(bundlesOf(page));
  for (const file of files) {
    const response = (await cache.match(file)) ?? (await missing(file));
    if (response !== undefined && file.endsWith('.js')) {
      // A set that grows while it is walked through is walked through to its new end.
      importsOf(await response.text()).forEach((imported) => files.add(imported));
    }
  }
  return files;
}

export function bundlesOf(page: string): string[] {
  return [...page.matchAll(/(?:src|href)="(\/static\/bundle\/[^"]+)"/g)].map((match) => match[1] ?? '');
}

/** The bundles that a bundle imports, at once or later, as esbuild writes them: `"/static/bundle/chunk-ABCD2345.js"`. */
export function importsOf(script: string): string[] {
  return [...script.matchAll(/["'](?:\.|\/static\/bundle)\/([\w.-]+-[A-Z0-9]{8}\.js)["']/g)].map(
    (match) => BUNDLE + (match[1] ?? ''),
  );
}
