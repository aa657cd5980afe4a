import { LitElement, type CSSResultOrNative } from 'lit';
import { languages } from '../i18n/i18n.ts';
import type { Store } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';

/**
 * The base class of every component. It renders into the page itself, so that the shared style sheets, labels and links
 * to headings work across components. The page adopts its `static styles` once. Each of their selectors starts with the
 * element's name; a unit test checks this. The component renders again when the language changes.
 */
export class AppElement extends LitElement {
  private readonly cleanups: (() => void)[] = [];

  constructor() {
    super();
    this.watch(() => languages);
  }

  protected override createRenderRoot(): HTMLElement {
    adopt((this.constructor as typeof LitElement).elementStyles);
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cleanups.splice(0).forEach((cleanup) => cleanup());
  }

  /**
   * Renders after each change of the store. The store may be a different one after each rendering. Call this in the
   * constructor.
   */
  protected watch(store: () => Store | null, onChange?: () => void): void {
    new StoreController(this, store, onChange);
  }

  /** Calls `cleanup` when the component leaves the page. */
  protected whileConnected(cleanup: () => void): void {
    this.cleanups.push(cleanup);
  }

  /** Calls back at this interval, ms, while the component is on the page. */
  protected every(milliseconds: number, tick: () => void): void {
    const timer = setInterval(tick, milliseconds);
    this.whileConnected(() => clearInterval(timer));
  }

  /** Calls back at this interval, ms, while the page is visible, and each time it becomes visible. */
  protected everyWhileVisible(milliseconds: number, tick: () => void): void {
    const tickIfVisible = (): void => {
      if (document.visibilityState === 'visible') {
        tick();
      }
    };
    this.every(milliseconds, tickIfVisible);
    this.listen(document, 'visibilitychange', tickIfVisible);
  }

  protected listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.whileConnected(() => target.removeEventListener(type, listener));
  }

  /** Dispatches a bubbling event. */
  protected emit<T>(type: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(type, { detail, bubbles: true }));
  }
}

const adopted = new Set<CSSResultOrNative>();

function adopt(styles: readonly CSSResultOrNative[]): void {
  const added = styles.filter((style) => !adopted.has(style));
  added.forEach((style) => adopted.add(style));
  const sheets = added
    .map((style) => (style instanceof CSSStyleSheet ? style : style.styleSheet))
    .filter((sheet) => sheet !== undefined);
  if (sheets.length > 0) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
  }
}
