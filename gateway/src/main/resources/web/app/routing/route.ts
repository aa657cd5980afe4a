export type Params = Readonly<Record<string, string>>;

/** A segment of a path pattern that starts with a colon matches any one segment of the path, decoded. */
const PARAMETER = /^:(\w+)$/;

/**
 * Compares a path with a pattern such as `/chief/cases/:id`. A trailing slash of the path is ignored.
 *
 * @returns the parameters, or null if the path doesn't match
 */
export function matchPath(pattern: string, path: string): Params | null {
  const expected = parts(pattern);
  const actual = parts(path);
  if (expected.length !== actual.length) {
    return null;
  }
  const params: Record<string, string> = {};
  for (const [i, part] of expected.entries()) {
    const value = actual[i] ?? '';
    const name = PARAMETER.exec(part)?.[1];
    if (name !== undefined) {
      const decoded = decode(value);
      if (decoded === null) {
        return null;
      }
      params[name] = decoded;
    } else if (part !== value) {
      return null;
    }
  }
  return params;
}

/** The first route with a pattern that matches the path, with the parameters of the path. */
export function matchRoute<R extends { paths: readonly string[] }>(
  routes: readonly R[],
  path: string,
): { route: R; params: Params } | null {
  for (const route of routes) {
    for (const pattern of route.paths) {
      const params = matchPath(pattern, path);
      if (params !== null) {
        return { route, params };
      }
    }
  }
  return null;
}

export type QueryChange = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * Sets parameters of a query, or removes them if the value is null, an empty text or an empty list. Other parameters
 * stay.
 */
export function changedQuery(query: string, change: QueryChange): string {
  const search = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    search.delete(name);
    const values = typeof value === 'string' ? [value] : (value ?? []);
    values.filter((each) => each !== '').forEach((each) => search.append(name, each));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The value of a parameter if it is one of the allowed values. */
export function oneOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[]): T | null {
  const value = query.get(name);
  return allowed.find((each) => each === value) ?? null;
}

/** The allowed values of a repeated parameter, without duplicates. */
export function someOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[]): T[] {
  const values = query.getAll(name);
  return allowed.filter((each) => values.includes(each));
}

/** The value of a parameter if it matches the pattern. */
export function matching(query: URLSearchParams, name: string, pattern: RegExp): string | null {
  const value = query.get(name);
  return value !== null && pattern.test(value) ? value : null;
}

/** Whether a path is a page of the app at `base`, such as `/chief`. */
export function isWithin(base: string, path: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

function parts(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/');
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
