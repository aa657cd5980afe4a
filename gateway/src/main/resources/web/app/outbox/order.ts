import { isDelivered, type Entry } from './entry.ts';

/** Finds the entries that block others. Created again for each read of the outbox. */
export class Order {
  private readonly byId = new Map<string, Entry>();
  private readonly byAggregate = new Map<string, Entry[]>();

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) {
      this.byId.set(entry.id, entry);
      const siblings = this.byAggregate.get(entry.aggregate);
      if (siblings === undefined) {
        this.byAggregate.set(entry.aggregate, [entry]);
      } else {
        siblings.push(entry);
      }
    }
  }

  /** Whether all entries that must be delivered first are delivered. */
  isFree(entry: Entry): boolean {
    return this.blockers(entry).length === 0;
  }

  /**
   * The rejected entry for which this one waits, directly or through others; null if there is none. A waiting entry is
   * not sent until the person has corrected or discarded the rejected one.
   */
  refused(entry: Entry): Entry | null {
    const seen = new Set([entry.id]);
    const open = this.blockers(entry);
    for (let blocker = open.pop(); blocker !== undefined; blocker = open.pop()) {
      if (blocker.state === 'attention') {
        return blocker;
      }
      if (!seen.has(blocker.id)) {
        seen.add(blocker.id);
        open.push(...this.blockers(blocker));
      }
    }
    return null;
  }

  /** The undelivered entries on which it depends, and those before it in its aggregate. */
  private blockers(entry: Entry): Entry[] {
    const before = (this.byAggregate.get(entry.aggregate) ?? []).filter(
      (other) => other.seq < entry.seq && !isDelivered(other),
    );
    const needed = entry.dependsOn
      .map((id) => this.byId.get(id))
      .filter((other) => other !== undefined && !isDelivered(other));
    return [...before, ...(needed as Entry[])];
  }
}
