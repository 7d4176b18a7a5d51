import type { MiddlewareHandler } from 'hono';
import { addAnswerHeaders } from '../../shared/answer-headers.ts';

/** Every answer, errors and pages included, has the headers that keep it to whom it was given. */
export const secureAnswers: MiddlewareHandler = async (context, next) => {
  await next();
  addAnswerHeaders(context.res.headers);
};
