/** A WebSocket that opens, brings the messages that `feed` gives for its address, and then stays silent until closed. */
export function fakeSocket(feed: ((url: string) => readonly string[]) | undefined): typeof WebSocket {
  class FakeSocket extends EventTarget {
    readyState = 0;
    onopen: ((event: Event) => void) | null = null;
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    onclose: ((event: Event) => void) | null = null;
    readonly url: string;

    constructor(url: string | URL) {
      super();
      this.url = String(url);
      queueMicrotask(() => this.#play());
    }

    #play(): void {
      if (feed === undefined) {
        this.#tell(new Event('error'));
        this.close();
        return;
      }
      this.readyState = 1;
      this.#tell(new Event('open'));
      for (const data of feed(this.url)) {
        if (this.readyState === 1) this.#tell(new MessageEvent('message', { data }));
      }
    }

    #tell(event: Event): void {
      const handlers = { open: this.onopen, message: this.onmessage, error: this.onerror, close: this.onclose };
      (handlers[event.type as keyof typeof handlers] as ((event: Event) => void) | null)?.(event);
      this.dispatchEvent(event);
    }

    send(): void {}

    close(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      queueMicrotask(() => this.#tell(new Event('close')));
    }
  }
  return FakeSocket as unknown as typeof WebSocket;
}
