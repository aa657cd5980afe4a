import type { Incident } from '../api/types.ts';
import { sessionExpired, person, sessions } from '../session/session.ts';
import { PagedList } from '../state/paged-list.ts';
import type { CaseFilter } from './case-filter.ts';
import { incidents } from './incidents.ts';

let last: { user: string; key: string; list: PagedList<Incident> } | null = null;

// Nothing of the previous person is stored for the next one.
sessions.subscribe(() => {
  if (last?.user !== person()?.id) {
    last = null;
  }
});

/**
 * The cases that match a filter. The last list is cached, so that Back from a case shows the same items at once, with
 * all pages that were read.
 *
 * @param user the id of the person who is logged in
 */
export function caseList(user: string, filter: CaseFilter): PagedList<Incident> {
  const key = JSON.stringify(filter);
  if (last?.user !== user || last.key !== key) {
    const { region, kinds, statuses, reporter, from, to } = filter;
    const list = new PagedList<Incident>(
      (cursor, limit) => incidents({ region, kind: kinds, status: statuses, reporter, from, to, cursor, limit }),
      ({ status }) => {
        if (status === 401) {
          sessionExpired();
        }
      },
    );
    last = { user, key, list };
  }
  return last.list;
}
