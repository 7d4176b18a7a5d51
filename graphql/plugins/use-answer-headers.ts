import type { Plugin } from 'graphql-yoga';
import { addAnswerHeaders } from '../../shared/answer-headers.ts';

/** Every answer, errors and pages included, has the headers that keep it to whom it was given. */
export const useAnswerHeaders = (): Plugin => ({
  onResponse: ({ response }) => addAnswerHeaders(response.headers),
});
