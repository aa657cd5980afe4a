import { filesOfBundle, filesOfPage, isBundle, isOurs, typeOf } from './shell-files.ts';

/**
 * Pages by their path, and the files that they need. All versions share one cache, because an open page still needs its
 * own files.
 */
export const CACHE = 'linzhang-shell-v2';

const PAGES: readonly string[] = ['/', '/ranger', '/chief', '/supervisor'];

/** Read from the network if it responds, otherwise from the cache. */
export const DATA: readonly string[] = ['/api/settings', '/api/regions/boundaries.geojson'];

const FILES = ['/manifest.webmanifest', '/icons/icon.svg', '/icons/icon-192.png'];

/**
 * The prefix of entries that list, for each open page, the files that it may still load. No request has such an
 * address.
 */
const OPEN = '/static/open-pages/';

/** How long the network may take before the stored page is shown, ms. */
const PAGE_LIMIT_MS = 2_500;

/** The files that each bundle names; a bundle never changes. */
const named = new Map<string, string[]>();

/**
 * The page for a path; an app has one page for all paths below its own. Null if the path is not a page of the platform.
 */
export function pageAt(path: string): string | null {
  return PAGES.find((page) => path === page || (page !== '/' && path.startsWith(`${page}/`))) ?? null;
}

export async function storeFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((file) => store(cache, file)));
}

/** Stores a page with all its files. The stored page is replaced only after all files are stored. */
export async function storePage(path: string): Promise<void> {
  await replacePage(path, await ours(path, 'page'));
}

/** The pages that this version or an earlier one has stored. */
export async function storedPages(): Promise<string[]> {
  const stored = await Promise.all(PAGES.map((path) => caches.match(path)));
  return PAGES.filter((_, i) => stored[i] !== undefined);
}

export async function storeData(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    DATA.map(async (path) => {
      const response = await fetch(path);
      if (isData(response)) {
        await cache.put(path, response);
      }
    }),
  );
}

/**
 * The newest page whose files are all stored: the page from the network if it can be stored in time, otherwise the one
 * that was stored before. A foreign response, such as the page of a captive portal, never replaces a stored page.
 *
 * @param client the id of the window that opens it
 */
export function page(path: string, request: Request, client: string): { answer: Promise<Response>; stored: Promise<void> } {
  const fresh = fetch(request);
  const update = fresh.then((response) =>
    isOurs(response, 'page') ? replacePage(path, response.clone()) : Promise.reject(new Error('Not our page')),
  );
  const answer = answerPage(path, fresh, update);
  const noted = answer.then((response) => noteOpenPage(client, response.clone()));
  return { answer, stored: Promise.allSettled([update, noted]).then(() => undefined) };
}

async function answerPage(path: string, fresh: Promise<Response>, update: Promise<void>): Promise<Response> {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(path);
  if (cached === undefined) {
    update.catch(() => undefined);
    return fresh;
  }
  const limit = new Promise<void>((resolve) => setTimeout(resolve, PAGE_LIMIT_MS));
  await Promise.race([update, limit]).catch(() => undefined);
  return (await cache.match(path)) ?? cached;
}

/** A script, style sheet or picture of the platform. A foreign response becomes an error, so that it never runs. */
export async function bundle(request: Request): Promise<Response> {
  const cached = await caches.match(request.url);
  if (cached !== undefined) {
    return cached;
  }
  const response = await fetch(request);
  if (!isOurs(response, typeOf(new URL(request.url).pathname))) {
    return response.ok ? Response.error() : response;
  }
  const cache = await caches.open(CACHE);
  await cache.put(request.url, response.clone());
  return response;
}

/** Icons and the manifest. */
export function file(request: Request): Promise<Response> {
  return networkFirst(request, (response) => isOurs(response, 'other'));
}

/**
 * Data of the API that a page needs without network.
 *
 * @param mayUseSession whether the request may be sent with the session
 */
export async function data(request: Request, mayUseSession: boolean): Promise<Response> {
  if (mayUseSession) {
    return networkFirst(request, isData);
  }
  return (await caches.match(new URL(request.url).pathname)) ?? Response.error();
}

/**
 * Deletes bundles of earlier versions that no stored page and no open page needs.
 *
 * @param openClients the ids of all open windows
 */
export async function deleteUnusedFiles(openClients: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const needed = new Set<string>();
  for (const path of PAGES) {
    const cached = await cache.match(path);
    (cached === undefined ? [] : await filesOf(cache, await cached.text())).forEach((needs) => needed.add(needs));
  }
  for (const client of openClients) {
    const noted = await cache.match(OPEN + client);
    if (noted === undefined) {
      // The window was opened without the worker, so its files are unknown.
      return;
    }
    ((await noted.json()) as string[]).forEach((needs) => needed.add(needs));
  }
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    const isClosedPage = pathname.startsWith(OPEN) && !openClients.includes(pathname.slice(OPEN.length));
    if (isClosedPage || (isBundle(pathname) && !needed.has(pathname))) {
      await cache.delete(url);
    }
  }
}

async function networkFirst(request: Request, isGood: (response: Response) => boolean): Promise<Response> {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (isGood(response)) {
      await cache.put(pathname, response.clone());
      return response;
    }
    // A client error of the platform, such as 401, is a valid response; all others are foreign or failures.
    const isRefusal = response.status >= 400 && response.status < 500 && isJson(response);
    return isRefusal ? response : ((await cache.match(pathname)) ?? response);
  } catch (error) {
    const cached = await cache.match(pathname);
    if (cached === undefined) {
      throw error;
    }
    return cached;
  }
}

function isData(response: Response): boolean {
  return response.ok && !response.redirected && isJson(response);
}

function isJson(response: Response): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/.test(response.headers.get('Content-Type') ?? '');
}

async function ours(path: string, type: Parameters<typeof isOurs>[1]): Promise<Response> {
  const response = await fetch(path, { cache: 'no-cache', redirect: 'error' });
  if (!isOurs(response, type)) {
    throw new Error(`${path} is not a file of the gateway: ${response.status}`);
  }
  return response;
}

async function store(cache: Cache, path: string): Promise<void> {
  await cache.put(path, await ours(path, typeOf(path)));
}

async function replacePage(path: string, response: Response): Promise<void> {
  const cache = await caches.open(CACHE);
  await filesOf(cache, await response.clone().text());
  await cache.put(path, response);
}

/** All files that a page may ever load, through all imports. Missing files are fetched and stored. */
async function filesOf(cache: Cache, page: string): Promise<string[]> {
  const files = new Set<string>();
  let found = filesOfPage(page);
  while (found.length > 0) {
    const fresh = [...new Set(found)].filter((path) => !files.has(path));
    fresh.forEach((path) => files.add(path));
    found = (await Promise.all(fresh.map((path) => filesNamedIn(cache, path)))).flat();
  }
  return [...files];
}

async function filesNamedIn(cache: Cache, path: string): Promise<string[]> {
  const cached = await cache.match(path);
  if (cached === undefined) {
    await store(cache, path);
    return filesNamedIn(cache, path);
  }
  const known = named.get(path) ?? (typeOf(path) === 'other' ? [] : filesOfBundle(await cached.text()));
  named.set(path, known);
  return known;
}

async function noteOpenPage(client: string, response: Response): Promise<void> {
  if (client !== '' && isOurs(response, 'page')) {
    const cache = await caches.open(CACHE);
    const files = await filesOf(cache, await response.text());
    await cache.put(OPEN + client, new Response(JSON.stringify(files)));
  }
}
