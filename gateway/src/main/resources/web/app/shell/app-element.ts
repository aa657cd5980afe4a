import { LitElement } from 'lit';
import { onLanguage } from '../i18n/i18n.ts';

/**
 * What every component of the apps is: it renders into the page itself, so that one style sheet dresses all, and
 * renders again when the language changes.
 */
export class AppElement extends LitElement {
  private readonly cleanups: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(onLanguage(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cleanups.splice(0).forEach((end) => end());
  }

  /** Has `end` called when the component leaves the page. */
  protected whileConnected(end: () => void): void {
    this.cleanups.push(end);
  }

  /** Calls back every so many milliseconds while the component is on the page. */
  protected every(milliseconds: number, tick: () => void): void {
    const timer = setInterval(tick, milliseconds);
    this.whileConnected(() => clearInterval(timer));
  }

  protected listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.whileConnected(() => target.removeEventListener(type, listener));
  }

  /** Tells the components above. */
  protected emit<T>(type: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(type, { detail, bubbles: true }));
  }
}
