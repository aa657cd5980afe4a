/**
 * State that outlives one rendering or is shared by components. A store changes its fields and calls `changed`;
 * components follow it by a {@link StoreController}, everything else by `subscribe`.
 */
export abstract class Store extends EventTarget {
  /** Calls back after each change; returns the function that ends this. */
  subscribe(listener: () => void): () => void {
    this.addEventListener('changed', listener);
    return () => this.removeEventListener('changed', listener);
  }

  protected changed(): void {
    this.dispatchEvent(new Event('changed'));
  }
}
