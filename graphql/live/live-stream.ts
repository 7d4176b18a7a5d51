/** One open subscription, as its resolver and the encoder of its events see it. */
export interface LiveStream {
  /** The revision that the client saw last, from `Last-Event-ID`; undefined when it has seen none. */
  lastEventId: string | undefined;
  /** Aborted when nobody listens any more. */
  signal: AbortSignal;
  /** Says that nobody does. */
  hangUp(): void;
  timing: LiveTiming;
  /** The revision of the event that is being made: its id. */
  revision?: string;
}

/** Milliseconds. */
export interface LiveTiming {
  /** Between two looks at the revision. */
  poll: number;
  /** A stream ends after this time, so that a client that vanished without a word costs no more than that. */
  duration: number;
  /** Between two comments that keep the connection of a quiet stream open. */
  heartbeat: number;
  /** How long a client shall wait before it connects again. */
  retry: number;
}

/** The stream that a request asks for. */
export function openStream(request: Request, timing: LiveTiming): LiveStream {
  const listening = new AbortController();
  return {
    lastEventId: request.headers.get('last-event-id') || undefined,
    signal: AbortSignal.any([request.signal, listening.signal]),
    hangUp: () => listening.abort(),
    timing,
  };
}

export const liveTiming: LiveTiming = { poll: 1_000, duration: 60_000, heartbeat: 15_000, retry: 3_000 };
