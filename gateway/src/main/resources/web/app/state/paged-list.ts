import { problemOf, type Problem } from '../api/problem.ts';
import type { Page } from '../api/types.ts';
import { Store } from './store.ts';

const PAGE = 50;
/** The server's largest page. */
const LARGEST_PAGE = 200;

export type FetchPage<T> = (cursor: string | null, limit: number) => Promise<Page<T>>;

/** A list of the server that is read page by page. */
export class PagedList<T extends { id: string }> extends Store {
  /** Null before the first response. */
  items: readonly T[] | null = null;
  /** The cursor of the next page; null after the last one. */
  next: string | null = null;
  problem: Problem | null = null;
  loading = false;

  private readonly fetchPage: FetchPage<T>;
  private readonly onProblem: (problem: Problem) => void;
  private reading = 0;

  constructor(fetchPage: FetchPage<T>, onProblem: (problem: Problem) => void = () => undefined) {
    super();
    this.fetchPage = fetchPage;
    this.onProblem = onProblem;
  }

  /** Reads the shown items again, at most one page of the server. */
  refresh(): Promise<void> {
    const shown = this.items?.length ?? 0;
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, Math.ceil(shown / PAGE) * PAGE));
    return this.read(null, limit);
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    if (this.next !== null && !this.loading) {
      await this.read(this.next, PAGE);
    }
  }

  remove(id: string): void {
    this.items = this.items?.filter((item) => item.id !== id) ?? null;
    this.changed();
  }

  /** Of several concurrent requests, only the latest result is used. */
  private async read(cursor: string | null, limit: number): Promise<void> {
    const reading = ++this.reading;
    this.loading = true;
    this.changed();
    try {
      const page = await this.fetchPage(cursor, limit);
      if (reading === this.reading) {
        this.take(page, cursor);
      }
    } catch (error) {
      const problem = problemOf(error);
      this.onProblem(problem);
      if (reading === this.reading) {
        this.problem = problem;
      }
    }
    if (reading === this.reading) {
      this.loading = false;
      this.changed();
    }
  }

  private take(page: Page<T>, cursor: string | null): void {
    const before = cursor === null ? [] : (this.items ?? []);
    const fresh = new Set(page.items.map(({ id }) => id));
    const overflow = cursor === null ? this.beyond(page) : [];
    this.items = [...before.filter(({ id }) => !fresh.has(id)), ...page.items, ...overflow];
    if (cursor !== null || overflow.length === 0) {
      this.next = page.next;
    }
    this.problem = null;
  }

  /** The items after the response, if the shown list is longer than the response. */
  private beyond(page: Page<T>): readonly T[] {
    const { items } = this;
    if (page.next === null || items === null || items.length <= page.items.length) {
      return [];
    }
    const last = page.items[page.items.length - 1]?.id;
    const at = items.findIndex(({ id }) => id === last);
    return at < 0 ? [] : items.slice(at + 1);
  }
}
