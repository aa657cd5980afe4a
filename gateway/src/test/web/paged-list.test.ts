import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError } from '../../main/resources/web/app/api/problem.ts';
import type { Page } from '../../main/resources/web/app/api/types.ts';
import { PagedList } from '../../main/resources/web/app/state/paged-list.ts';

interface Item {
  id: string;
}

/** A server with the given number of items, newest first; its cursors are numbers. */
class Pages {
  items: Item[];
  readonly asked: (string | null)[] = [];

  constructor(count: number) {
    this.items = Array.from({ length: count }, (_, i) => ({ id: `i${i}` }));
  }

  readonly fetch = (cursor: string | null, limit: number): Promise<Page<Item>> => {
    this.asked.push(cursor);
    const from = cursor === null ? 0 : this.items.findIndex(({ id }) => id === cursor) + 1;
    const items = this.items.slice(from, from + limit);
    const more = from + limit < this.items.length;
    return Promise.resolve({ items, next: more ? (items[items.length - 1]?.id ?? null) : null });
  };
}

test('a list is read page by page to its end', async () => {
  const server = new Pages(120);
  const list = new PagedList(server.fetch);
  await list.refresh();
  assert.equal(list.items?.length, 50);
  await list.more();
  await list.more();
  assert.equal(list.items?.length, 120);
  assert.equal(list.next, null);
  await list.more();
  assert.equal(server.asked.length, 3);
});

test('a refresh shows as many items as before, with new ones on top', async () => {
  const server = new Pages(120);
  const list = new PagedList(server.fetch);
  await list.refresh();
  await list.more();
  server.items = [{ id: 'new' }, ...server.items];
  await list.refresh();
  assert.equal(list.items?.length, 100);
  assert.equal(list.items?.[0]?.id, 'new');
  await list.more();
  assert.deepEqual(list.items?.map(({ id }) => id), server.items.map(({ id }) => id));
});

test('a refresh keeps the end of a list that is longer than one response', async () => {
  const server = new Pages(320);
  const list = new PagedList(server.fetch);
  await list.refresh();
  for (let i = 0; i < 5; i++) {
    await list.more();
  }
  assert.equal(list.items?.length, 300);
  server.items = [{ id: 'new' }, ...server.items];
  await list.refresh();
  assert.equal(list.items?.length, 301);
  await list.more();
  assert.deepEqual(list.items?.map(({ id }) => id), server.items.map(({ id }) => id));
});

test('a failure sets the problem and keeps the items; the next success clears the problem', async () => {
  const server = new Pages(3);
  let away = false;
  const problems: number[] = [];
  const list = new PagedList<Item>(
    (cursor, limit) =>
      away ? Promise.reject(new ProblemError({ type: 'x', title: 'away', status: 503 })) : server.fetch(cursor, limit),
    ({ status }) => problems.push(status),
  );
  await list.refresh();
  away = true;
  await list.refresh();
  assert.equal(list.problem?.status, 503);
  assert.deepEqual(problems, [503]);
  assert.equal(list.items?.length, 3);
  away = false;
  await list.refresh();
  assert.equal(list.problem, null);
});

test('of two concurrent requests the later one wins, in any order of their responses', async () => {
  const answers: ((page: Page<Item>) => void)[] = [];
  const list = new PagedList<Item>(() => new Promise((resolve) => answers.push(resolve)));
  const first = list.refresh();
  const second = list.refresh();
  answers[1]?.({ items: [{ id: 'later' }], next: null });
  answers[0]?.({ items: [{ id: 'earlier' }], next: null });
  await Promise.all([first, second]);
  assert.deepEqual(list.items, [{ id: 'later' }]);
  assert.equal(list.loading, false);
});

test('subscribers are notified of each change until they unsubscribe', async () => {
  const list = new PagedList(new Pages(1).fetch);
  let changes = 0;
  const end = list.subscribe(() => changes++);
  await list.refresh();
  assert.ok(changes > 0);
  const before = changes;
  end();
  await list.refresh();
  assert.equal(changes, before);
});
