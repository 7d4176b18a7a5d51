import type { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareHandler } from 'hono';
import * as z from 'zod';

/** Answers 503 that are meant so: an engineer paused the source, or has something left to do about it. */
const onPurpose = new Set(['SOURCE_PAUSED', 'SECRET_MISSING', 'SOURCE_MISCONFIGURED']);
const answerSchema = z.object({ error: z.object({ code: z.string() }) });

/** Logs `postponed: 1` of each request that is told on purpose to come later: the alarm on 5xx leaves those out. */
export const logPostponed =
  (logger: Pick<Logger, 'info'>): MiddlewareHandler =>
  async (context, next) => {
    await next();
    if (context.res.status !== 503) return;
    const code = answerSchema.safeParse(await context.res.clone().json()).data?.error.code;
    if (code !== undefined && onPurpose.has(code)) logger.info('Postponed', { code, postponed: 1 });
  };
