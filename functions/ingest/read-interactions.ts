import type { Organisation } from '../../shared/organisation.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import { activitySource } from './activity-source.ts';
import type { Caller } from './authenticate.ts';
import { mediaTypeOf } from './media-type.ts';
import { isProblem, type Problem } from './problem.ts';
import { readActivityStreams } from './read-activity-streams.ts';
import { readBody } from './read-body.ts';
import { readCloudEvents } from './read-cloud-events.ts';
import type { Received } from './received.ts';

export interface ReadContext {
  caller: Caller;
  query: Record<string, string>;
  sources: Pick<SourceRegistry, 'findSource'>;
  organisation: () => Promise<Organisation>;
}

/** The interactions of a request in any of the accepted media types, yet unchecked; 400, 413, 415 or 422 when unreadable. */
export async function readInteractions(request: Request, context: ReadContext): Promise<Received[] | Problem> {
  const media = mediaTypeOf(request.headers);
  if (isProblem(media)) return media;
  const body = await readBody(request);
  if (isProblem(body)) return body;
  if (media.format !== 'activity') return readCloudEvents(media.format, body.text, request.headers);
  const source = await activitySource(context.caller, context.query, context.sources, await context.organisation());
  return isProblem(source) ? source : readActivityStreams(body.text, source);
}
