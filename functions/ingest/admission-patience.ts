/**
 * How much longer than a sender of our contract, who sends again what 429 or 503 answered, a provider is taken in while the
 * fold is behind: what it is not let in with is late for one that tries for hours, and lost for one that tries but once.
 */
const patienceOf = {
  /** Tries again for hours or days: late, and nothing is lost. */
  long: 2,
  /** A few tries within minutes, or we do not know. */
  short: 4,
  /** Never sends a delivery again by itself. */
  never: 10,
} as const;

/**
 * How long providers try again, as far as we know: nobody read it up in their documentation for this table. It matters only
 * while the fold is far behind. Taken for less patient than it is, a provider leaves the less room for others; taken for
 * more, its deliveries are refused sooner: late, or lost where it sends them but once.
 */
const tries: Readonly<Record<string, keyof typeof patienceOf>> = {
  activitypub: 'long',
  chatwoot: 'never',
  discourse: 'never',
  email: 'long',
  facebook: 'long',
  github: 'never',
  instagram: 'long',
  'standard-webhooks': 'long',
  whatsapp: 'long',
  youtube: 'long',
};

/** By how much the share and the hard lag are multiplied for the webhook of an adapter. */
export const providerPatience = (adapter: string): number => patienceOf[tries[adapter] ?? 'short'];
