import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { LiveStream } from './live-stream.ts';

const encoder = new TextEncoder();

/** Why a stream ended: its time was over, an event failed as a whole, or nobody listened any more. */
export type StreamEnd = 'complete' | 'failed' | 'gone';

/**
 * Server-sent events as GraphQL over SSE has them on a connection of their own: `next` with a result, whose id is the
 * revision, and `complete`. A result is made when the client has room for it. An event without data ends the stream and
 * has no id, so that a client that connects again is not taken to have seen it.
 */
export function eventStream(
  results: AsyncIterable<ExecutionResult>,
  stream: LiveStream,
  { onResult, onEnd }: { onResult: (result: ExecutionResult) => void; onEnd: (end: StreamEnd) => void },
): ReadableStream<Uint8Array> {
  const { heartbeat, retry } = stream.timing;
  const iterator = results[Symbol.asyncIterator]();
  let beat: NodeJS.Timeout | undefined;
  let ended = false;
  const end = async (reason: StreamEnd) => {
    if (ended) return;
    ended = true;
    clearInterval(beat);
    onEnd(stream.signal.aborted ? 'gone' : reason);
    // Ends the pause between two looks, which the source would finish before it is told to stop.
    stream.hangUp();
    await iterator.return?.();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      // A first line at once: some clients do not see that they are connected before something comes.
      send(`retry: ${retry}\n\n`);
      beat = setInterval(() => (controller.desiredSize ?? 0) > 0 && send(':\n\n'), heartbeat);
    },
    async pull(controller) {
      try {
        const { value, done } = await iterator.next();
        if (ended) return;
        const failed = !done && value.data == null;
        if (!done) onResult(value);
        const event = done ? '' : `${failed ? '' : `id: ${stream.revision}\n`}event: next\ndata: ${dataOf(value)}\n\n`;
        const over = done || failed;
        controller.enqueue(encoder.encode(`${event}${over ? 'event: complete\ndata:\n\n' : ''}`));
        if (!over) return;
        controller.close();
        await end(failed ? 'failed' : 'complete');
      } catch (error) {
        await end('failed');
        throw error;
      }
    },
    cancel: () => end('gone'),
  });
}

/** JSON without line breaks; what an error says to the HTTP server is not for the client. */
const dataOf = ({ data, errors }: ExecutionResult): string =>
  JSON.stringify({
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => shown(error.toJSON())) }),
  });

function shown({ extensions: { http: _http, ...extensions } = {}, ...error }: GraphQLFormattedError) {
  return { ...error, ...(Object.keys(extensions).length > 0 && { extensions }) };
}
