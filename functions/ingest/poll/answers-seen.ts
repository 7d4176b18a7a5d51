import type { Tools } from '../sources/adapter.ts';

/** A provider that answers so does not want to be asked, or cannot answer. */
const refusals = new Set([401, 403, 429]);

export interface AnswersSeen {
  tools: Tools;
  /** `HTTP_` and the status when the provider refused at last: adapters end their run quietly then. */
  refused: () => string | undefined;
  /** The same for any status that tells an error: why an adapter may have thrown. */
  failed: () => string | undefined;
}

/** The tools, and what the last answer was that they brought. */
export function answersSeen(tools: Tools): AnswersSeen {
  let status = 200;
  const watched: typeof fetch = async (...request) => {
    const response = await tools.fetch(...request);
    status = response.status;
    return response;
  };
  return {
    tools: { ...tools, fetch: watched },
    refused: () => (refusals.has(status) || status >= 500 ? `HTTP_${status}` : undefined),
    failed: () => (status >= 400 ? `HTTP_${status}` : undefined),
  };
}
