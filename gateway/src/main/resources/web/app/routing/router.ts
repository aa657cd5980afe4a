import { Store } from '../state/store.ts';
import { changedQuery, isWithin, type QueryChange } from './route.ts';
import { ScrollPositions, type Step } from './scroll-positions.ts';

/** How the page was reached; `back` for Back and Forward. */
export type Navigation = 'load' | 'link' | 'query' | 'back';

/**
 * The address of the page within one app. Links to pages of the app are followed without reloading. The address, its
 * query and the step of the history are the browser's. A link with `data-back` acts as Back if Back leads to its
 * address.
 */
export class Router extends Store {
  path = location.pathname;
  query = new URLSearchParams(location.search);
  /** How the current address was reached. */
  navigation: Navigation = 'load';

  private readonly base: string;
  private readonly scroll = new ScrollPositions();

  /** @param base the path of the app, such as `/chief` */
  constructor(base: string) {
    super();
    this.base = base;
  }

  /** Starts to handle links and the history; returns the function that stops it. */
  start(): () => void {
    history.scrollRestoration = 'manual';
    this.scroll.enter(history.state);
    const stopScroll = this.scroll.start();
    document.addEventListener('click', this.onClick);
    window.addEventListener('popstate', this.onPopState);
    return () => {
      stopScroll();
      document.removeEventListener('click', this.onClick);
      window.removeEventListener('popstate', this.onPopState);
    };
  }

  /** Navigates to an address of the app, as a link does. */
  go(address: string): void {
    this.push(new URL(address, location.href), 'link');
  }

  /** Changes parameters of the query in a new step of the history; `replace` changes the current step. */
  setQuery(change: QueryChange, replace = false): void {
    const query = changedQuery(location.search, change);
    if (query === location.search) {
      return;
    }
    const url = new URL(location.pathname + query, location.href);
    if (replace) {
      history.replaceState(history.state, '', url);
      this.read('query');
    } else {
      this.push(url, 'query');
    }
  }

  /** The address with changed parameters of the query, for links. */
  hrefWith(change: QueryChange): string {
    return location.pathname + changedQuery(location.search, change);
  }

  /**
   * Restores the scroll position if the page was reached by Back, Forward or a reload; otherwise scrolls to the top.
   */
  restoreScroll(): void {
    if (this.navigation === 'link') {
      this.scroll.toTop();
    } else if (this.navigation !== 'query') {
      this.scroll.restore();
    }
  }

  private push(url: URL, navigation: Navigation): void {
    if (url.href === location.href) {
      this.scroll.toTop();
      return;
    }
    const state = this.scroll.leave();
    history.pushState(state, '', url);
    this.read(navigation);
  }

  private readonly onPopState = (event: PopStateEvent): void => {
    if (location.pathname === this.path && location.search === `${textOf(this.query)}`) {
      return;
    }
    this.scroll.enter(event.state);
    this.read('back');
  };

  private readonly onClick = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || !isPlain(event) || link.target !== '' || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href, location.href);
    const samePage = url.pathname === location.pathname && url.search === location.search;
    if (url.origin === location.origin && isWithin(this.base, url.pathname) && !(samePage && url.hash !== '')) {
      event.preventDefault();
      if (link.dataset['back'] !== undefined && cameFrom(url)) {
        history.back();
      } else {
        this.push(url, 'link');
      }
    }
  };

  private read(navigation: Navigation): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
    this.navigation = navigation;
    this.changed();
  }
}

/** Whether Back leads to the address. */
function cameFrom({ pathname, search }: URL): boolean {
  return (history.state as Partial<Step> | null)?.from === pathname + search;
}

/** Whether a click opens no new tab or window. */
function isPlain(event: MouseEvent): boolean {
  return (
    !event.defaultPrevented &&
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}

function textOf(query: URLSearchParams): string {
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
