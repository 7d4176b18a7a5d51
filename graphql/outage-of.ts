/** What AWS engines say when they cannot just now, beside what they say of themselves (`$fault`), and their clients when nothing came. */
const outages = new Set([
  'InternalFailure',
  'InternalServerError',
  'InternalServiceError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);
const throttled = new Set(['ProvisionedThroughputExceeded', 'ThrottlingError']);

/**
 * The name of an error that says of an engine (a table, the secrets, another function) that it did not answer, or has too
 * much to do, so that asking again may help; undefined for any other.
 */
export function outageOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, code, $fault, CancellationReasons } = error as Error & {
    code?: unknown;
    $fault?: unknown;
    CancellationReasons?: readonly { Code?: string }[];
  };
  if (typeof code === 'string' && unreachable.has(code)) return code;
  if (outages.has(name) || $fault === 'server') return name;
  return CancellationReasons?.find(({ Code }) => Code !== undefined && throttled.has(Code))?.Code;
}
