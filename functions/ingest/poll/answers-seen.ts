import type { Tools } from '../sources/adapter.ts';

/** A provider that answers so does not want to be asked, or cannot answer. */
const refusals = new Set([401, 403, 429]);

/**
 * The tools, and what the last answer was that they brought: an adapter ends its run quietly when its provider refuses, and
 * `refused` then is `HTTP_` and the status; undefined when the last answer was none of these.
 */
export function answersSeen(tools: Tools): { tools: Tools; refused: () => string | undefined } {
  let status = 200;
  const watched: typeof fetch = async (...request) => {
    const response = await tools.fetch(...request);
    status = response.status;
    return response;
  };
  return {
    tools: { ...tools, fetch: watched },
    refused: () => (refusals.has(status) || status >= 500 ? `HTTP_${status}` : undefined),
  };
}
