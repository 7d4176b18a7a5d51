/** What a session needs of a browser. */
export interface Browser {
  /** The address of the page, with query and hash. */
  address(): URL;
  /** Shows another address of this origin without loading anything, in place of the one in the history. */
  showAddress(address: string): void;
  /** Leaves for an address, in place of the one in the history. */
  leaveTo(address: string): void;
  onHashChange(listener: () => void): void;
  /** Ends with the tab. */
  stored: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls the listener after this many milliseconds, however many; returns how to call it off. */
  after(milliseconds: number, listener: () => void): () => void;
}

/** Timers of browsers count in 32 bits: 24 days; a longer one would ring at once. */
const longest = 2 ** 31 - 1;

/** The browser that this page runs in. */
export const thisBrowser = (): Browser => ({
  address: () => new URL(location.href),
  showAddress: (address) => history.replaceState(history.state, '', address),
  leaveTo: (address) => location.replace(address),
  onHashChange: (listener) => addEventListener('hashchange', listener),
  stored: sessionStorage,
  now: () => Date.now(),
  after(milliseconds, listener) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (left: number): void => {
      timer = setTimeout(() => (left > longest ? wait(left - longest) : listener()), Math.min(left, longest));
    };
    wait(Math.max(milliseconds, 0));
    return () => clearTimeout(timer);
  },
});
