const STORED = 'linzhang.scroll';
/** How long to wait until a restored page has its former height, ms. */
const RESTORE_MS = 3_000;
const MAX_STEPS = 50;

/** The state of a step of the history. */
export interface Step {
  key: string;
  /** The address of the previous step; null for the first one. */
  from: string | null;
}

/** The scroll position of the window and of each element marked `data-scroll`. */
type Positions = Record<string, number>;

/**
 * The scroll positions of the steps of the browser's history. The browser's own restoration runs before the pages have
 * loaded their content.
 */
export class ScrollPositions {
  private key = '';
  private readonly positions: Map<string, Positions> = stored();
  /** Whether a restoration is running; positions in this time are not recorded. */
  private restoring = false;
  private attempts = 0;

  start(): () => void {
    const onScroll = (event: Event): void => this.record(event.target);
    const onHide = (): void => this.store();
    const onInput = (): void => this.stopRestoring();
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    window.addEventListener('pagehide', onHide);
    ['wheel', 'touchstart', 'keydown', 'pointerdown'].forEach((type) =>
      document.addEventListener(type, onInput, { capture: true, passive: true }),
    );
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      window.removeEventListener('pagehide', onHide);
      ['wheel', 'touchstart', 'keydown', 'pointerdown'].forEach((type) =>
        document.removeEventListener(type, onInput, { capture: true }),
      );
    };
  }

  /** Makes the step with this state the current one. */
  enter(state: unknown): void {
    this.stopRestoring();
    if (isStep(state)) {
      this.key = state.key;
      this.restoring = true;
    } else {
      this.key = newKey();
      history.replaceState({ key: this.key, from: null } satisfies Step, '');
    }
  }

  /** Leaves the current step for a new one and returns the state of the new one. */
  leave(): Step {
    this.stopRestoring();
    this.key = newKey();
    return { key: this.key, from: location.pathname + location.search };
  }

  toTop(): void {
    this.stopRestoring();
    window.scrollTo(0, 0);
  }

  /** Tries to scroll until the page is high enough or the person scrolls. */
  restore(): void {
    const wanted = this.positions.get(this.key);
    const attempts = ++this.attempts;
    const until = performance.now() + RESTORE_MS;
    const attempt = (): void => {
      if (attempts !== this.attempts) {
        return;
      }
      this.restoring = wanted !== undefined && !scrolledTo(wanted) && performance.now() < until;
      if (this.restoring) {
        requestAnimationFrame(attempt);
      }
    };
    attempt();
  }

  private record(target: EventTarget | null): void {
    if (this.restoring) {
      return;
    }
    const positions = { ...this.positions.get(this.key) };
    if (target === document) {
      positions['window'] = window.scrollY;
    } else if (target instanceof HTMLElement && target.dataset['scroll'] !== undefined) {
      positions[target.dataset['scroll']] = target.scrollTop;
    } else {
      return;
    }
    this.positions.delete(this.key);
    this.positions.set(this.key, positions);
  }

  private stopRestoring(): void {
    this.attempts++;
    this.restoring = false;
  }

  private store(): void {
    try {
      sessionStorage.setItem(STORED, JSON.stringify([...this.positions].slice(-MAX_STEPS)));
    } catch {
      // Without storage a reload starts at the top.
    }
  }
}

function scrolledTo(wanted: Positions): boolean {
  let reached = true;
  for (const [name, top] of Object.entries(wanted)) {
    if (name === 'window') {
      window.scrollTo(0, top);
      reached &&= Math.abs(window.scrollY - top) < 2;
    } else {
      const element = document.querySelector<HTMLElement>(`[data-scroll="${name}"]`);
      if (element !== null) {
        element.scrollTop = top;
      }
      reached &&= element !== null && Math.abs(element.scrollTop - top) < 2;
    }
  }
  return reached;
}

function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}

function isStep(state: unknown): state is Step {
  return typeof (state as Partial<Step> | null)?.key === 'string';
}

function stored(): Map<string, Positions> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(STORED) ?? '[]') as [string, Positions][]);
  } catch {
    return new Map();
  }
}
