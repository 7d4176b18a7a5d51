import type { SourceAdapter } from './adapter.ts';

/** All adapters by id. Loaded when first used, so that a cold start reads none that it does not need. */
export const adapters: Readonly<Record<string, () => Promise<SourceAdapter>>> = {
  activitypub: async () => (await import('./activitypub.ts')).activitypub,
  bluesky: async () => (await import('./bluesky.ts')).bluesky,
  chatwoot: async () => (await import('./chatwoot.ts')).chatwoot,
  csv: async () => (await import('./csv.ts')).csv,
  discourse: async () => (await import('./discourse.ts')).discourse,
  email: async () => (await import('./email.ts')).email,
  facebook: async () => (await import('./facebook.ts')).facebook,
  feed: async () => (await import('./feed.ts')).feed,
  github: async () => (await import('./github.ts')).github,
  instagram: async () => (await import('./instagram.ts')).instagram,
  linkedin: async () => (await import('./linkedin.ts')).linkedin,
  mastodon: async () => (await import('./mastodon.ts')).mastodon,
  slack: async () => (await import('./slack.ts')).slack,
  'stack-exchange': async () => (await import('./stack-exchange.ts')).stackExchange,
  'standard-webhooks': async () => (await import('./standard-webhooks.ts')).standardWebhooks,
  whatsapp: async () => (await import('./whatsapp.ts')).whatsapp,
  x: async () => (await import('./x.ts')).x,
  youtube: async () => (await import('./youtube.ts')).youtube,
  zendesk: async () => (await import('./zendesk.ts')).zendesk,
};

/** The adapter of an id, or undefined. */
export const findAdapter = async (id: string): Promise<SourceAdapter | undefined> =>
  Object.hasOwn(adapters, id) ? adapters[id]?.() : undefined;
