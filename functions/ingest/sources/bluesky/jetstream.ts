/** One look at what has come over a socket since the last. */
export interface Arrived {
  messages: string[];
  /** Nothing more will come. */
  ended: boolean;
}

export interface FeedOptions {
  WebSocket: typeof globalThis.WebSocket;
  url: string;
  /** Milliseconds until the socket is closed, whatever still comes. */
  forMs: number;
  /** Told each message as it comes: whether to keep it, and whether it is the last that is needed. */
  look: (message: string) => { keep: boolean; last: boolean };
}

/** A feed that is filtered to few accounts may be quiet. */
const silenceMs = 5_000;
/** Kept messages that are handed on together. */
const pageMessages = 500;
/** More must not pile up while a page is taken: the rest comes with the next run. */
const pileMessages = 5_000;

/**
 * Reads a WebSocket until its last message, an error, five seconds of silence or the end of the time, and hands on what was
 * kept, 500 messages or the rest at a time. It never throws: what was not read comes with the next run.
 */
export async function* readFeed({ WebSocket, url, forMs, look }: FeedOptions): AsyncGenerator<Arrived, void, void> {
  let messages: string[] = [];
  let ended = forMs <= 0;
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  if (ended) return;
  const socket = new WebSocket(url);
  const closing = setTimeout(end, forMs);
  let silence = setTimeout(end, silenceMs);
  socket.onerror = end;
  socket.onclose = end;
  socket.onmessage = ({ data }) => {
    if (ended || typeof data !== 'string') return;
    clearTimeout(silence);
    silence = setTimeout(end, silenceMs);
    const { keep, last } = look(data);
    if (keep) messages.push(data);
    if (last || messages.length >= pileMessages) end();
    else if (messages.length >= pageMessages) wake();
  };
  try {
    while (!ended || messages.length > 0) {
      if (!ended && messages.length < pageMessages) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const page = messages;
      messages = [];
      yield { messages: page, ended };
      if (ended && messages.length === 0) return;
    }
  } finally {
    clearTimeout(closing);
    clearTimeout(silence);
    socket.onmessage = null;
    socket.onclose = null;
    socket.onerror = null;
    socket.close();
  }
}
