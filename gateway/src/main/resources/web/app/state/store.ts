/**
 * State that outlives one rendering or is shared by components. A store changes its fields and calls `changed`.
 * Components observe it with a {@link StoreController}, other code with `subscribe`.
 */
export abstract class Store extends EventTarget {
  /** Calls back after each change; returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void {
    this.addEventListener('changed', listener);
    return () => this.removeEventListener('changed', listener);
  }

  protected changed(): void {
    this.dispatchEvent(new Event('changed'));
  }
}
