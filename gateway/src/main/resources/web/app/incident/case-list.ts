import type { Incident } from '../api/types.ts';
import { loggedOut } from '../session/session.ts';
import { PagedList } from '../state/paged-list.ts';
import type { CaseFilter } from './case-filter.ts';
import { incidents } from './incidents.ts';

let last: { key: string; list: PagedList<Incident> } | null = null;

/**
 * The cases that a filter lets through. The last list is kept, so that Back from one case shows the same items at
 * once, as far down as they were read.
 */
export function caseList(user: string, filter: CaseFilter): PagedList<Incident> {
  const key = JSON.stringify([user, filter]);
  if (last?.key !== key) {
    const { region, kinds, statuses, reporter, from, to } = filter;
    const list = new PagedList<Incident>(
      (cursor, limit) => incidents({ region, kind: kinds, status: statuses, reporter, from, to, cursor, limit }),
      ({ status }) => {
        if (status === 401) {
          loggedOut();
        }
      },
    );
    last = { key, list };
  }
  return last.list;
}
