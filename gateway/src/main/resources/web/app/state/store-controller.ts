import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Store } from './store.ts';

/** Renders a component after each change of a store. The store may be a different one after each rendering. */
export class StoreController implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly current: () => Store | null;
  private readonly onChange: () => void;
  private followed: Store | null = null;
  private unsubscribe: () => void = () => undefined;

  /** @param onChange called before the component renders */
  constructor(host: ReactiveControllerHost, current: () => Store | null, onChange: () => void = () => undefined) {
    this.host = host;
    this.current = current;
    this.onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    this.follow();
  }

  hostUpdate(): void {
    this.follow();
  }

  hostDisconnected(): void {
    this.unsubscribe();
    this.followed = null;
  }

  private follow(): void {
    const store = this.current();
    if (store === this.followed) {
      return;
    }
    this.unsubscribe();
    this.followed = store;
    this.unsubscribe =
      store?.subscribe(() => {
        this.onChange();
        this.host.requestUpdate();
      }) ?? (() => undefined);
  }
}
