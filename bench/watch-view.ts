/**
 * Runs in the browser before the page does: notes when a view is complete. It is, when it has its heading, nothing in it is
 * on its way (`aria-busy`), no question is without an answer, and that has held for 100 ms; told is when it began to hold.
 */
export function watchView(): void {
  let open = 0;
  let asked = 0;
  const send = globalThis.fetch.bind(globalThis);
  globalThis.fetch = (...args) => {
    const streamed = String(args[0]).includes('/live');
    if (streamed) return send(...args);
    open += 1;
    asked += 1;
    return send(...args).finally(() => {
      open -= 1;
    });
  };
  const isComplete = () =>
    open === 0 &&
    document.querySelector('main h1') !== null &&
    document.querySelector('main [aria-busy="true"]') === null;
  /** Resolves with the time in milliseconds since navigation began, after more than `before` questions were asked. */
  const whenComplete = (before: number) =>
    new Promise<number>((done) => {
      let since: number | undefined;
      const look = () => {
        const now = performance.now();
        if (asked > before && isComplete()) since ??= now;
        else since = undefined;
        if (since !== undefined && now - since >= 100) done(since);
        else requestAnimationFrame(look);
      };
      look();
    });
  Object.assign(globalThis, { viewWatch: { whenComplete, asked: () => asked } });
}

/** What `watchView` leaves in the page. */
export interface ViewWatch {
  whenComplete: (before: number) => Promise<number>;
  asked: () => number;
}
