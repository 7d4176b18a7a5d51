import { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ApiDeps, RequestInfo } from '../context.ts';
import { noteErrors } from '../plugins/use-request-log.ts';
import { eventStream } from './event-stream.ts';
import type { LiveStream } from './live-stream.ts';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** What the context of a live request holds beside what resolvers are told. */
type Noted = RequestInfo & { operation?: string; stream: LiveStream };

/**
 * Streams the results of subscriptions, with one line in the log when a stream ends, and refuses everything else,
 * naming the address where it is answered.
 */
export const useLiveStreams = ({ log, addresses }: Pick<ApiDeps, 'log' | 'addresses'>): Plugin => ({
  onExecute({ setResultAndStopExecution }) {
    setResultAndStopExecution({ errors: [subscriptionsOnly(addresses?.api)] });
  },
  onResultProcess({ result, resultProcessor, setResultProcessor, serverContext }) {
    // Without a processor the client does not take server-sent events: 406.
    if (!isAsyncIterable(result) || !resultProcessor) return;
    const { stream, operation = null, requestId } = serverContext as unknown as Noted;
    const began = performance.now();
    const codes: unknown[] = [];
    let events = 0;
    setResultProcessor((_result, fetchAPI) => {
      const body = eventStream(result, stream, {
        onResult({ errors = [] }) {
          events++;
          codes.push(...noteErrors(errors, requestId, log));
        },
        onEnd(end) {
          const seconds = Math.round((performance.now() - began) / 100) / 10;
          log({
            level: 'info',
            message: 'stream',
            fields: { requestId, operation, end, seconds, events, errors: codes },
          });
        },
      });
      return new fetchAPI.Response(body, { headers });
    }, 'text/event-stream');
  },
});

const subscriptionsOnly = (address: string | undefined): GraphQLError =>
  new GraphQLError(`Only subscriptions are answered here: send the rest to ${address ?? 'the address of the API'}.`, {
    extensions: {
      code: 'WRONG_ADDRESS',
      ...(address && { details: { address } }),
      http: { status: 400, spec: true },
    },
  });
