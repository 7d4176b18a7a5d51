import * as z from 'zod';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { isProblem, type Problem, problemResponse } from './problem.ts';

/** What a sender is told of its source. Counts are as of the last batch that was folded. */
export const sourceStateSchema = z.strictObject({
  id: z.string().meta({ description: 'The URI of the source.' }),
  accepted: z.int().meta({ description: 'Interactions that were new when they were folded.' }),
  duplicates: z.int().meta({ description: 'Interactions that were known already when they were folded.' }),
  rejected: z.int().meta({ description: 'Interactions that were refused.' }),
  lastInteractionAt: z.iso.datetime().nullable().meta({ description: 'When its latest interaction happened.' }),
  lagSeconds: z.number().nullable().meta({ description: 'How long that one took until it arrived.' }),
  paused: z.boolean().meta({ description: 'Whether nothing of it is taken for now.' }),
});

/** Seconds until a sender should ask whether its source goes on: people pause and resume it. */
const pausedRetryAfter = 60;

/**
 * Answers `GET /v1/source`: how the source of the key is. The local key names its source by `?source=`. 404 when it is not
 * registered (yet).
 */
export async function answerSource(
  request: Request,
  sources: Pick<SourceRegistry, 'findSourceByKey' | 'findSource'>,
  localKey: string | undefined,
): Promise<Response> {
  const caller = await authenticate(request.headers.get('authorization') ?? undefined, sources, localKey);
  if (isProblem(caller)) return problemResponse(caller);
  const id = caller.source?.id ?? new URL(request.url).searchParams.get('source');
  if (id === null || !/^\S{1,512}$/.test(id)) return problemResponse(sourceRequired);
  // Not what came with the key, which may be a minute old.
  const source = await sources.findSource(id);
  return source ? Response.json(stateOf(source)) : problemResponse(unknownSource);
}

/** Why nothing of the caller's source is taken for now, or undefined when it is. */
export const pausedProblem = ({ source }: Caller): Problem | undefined =>
  source?.pausedAt === undefined
    ? undefined
    : {
        status: 503,
        code: 'SOURCE_PAUSED',
        message: 'The source of this key is paused, and nothing was taken: send it again when it goes on.',
        retryAfter: pausedRetryAfter,
      };

const stateOf = (source: RegisteredSource): z.output<typeof sourceStateSchema> => ({
  id: source.id,
  accepted: source.recorded,
  duplicates: source.duplicates,
  rejected: source.rejected,
  lastInteractionAt: source.lastInteractionAt ?? null,
  lagSeconds: source.lagSeconds ?? null,
  paused: source.pausedAt !== undefined,
});

const sourceRequired: Problem = {
  status: 422,
  code: 'SOURCE_REQUIRED',
  message: 'The local key belongs to no source: add ?source=<URI of the account or feed>.',
};
const unknownSource: Problem = {
  status: 404,
  code: 'UNKNOWN_SOURCE',
  message: 'The source is not registered: it is with the first that it sends.',
};
