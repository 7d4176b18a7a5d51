import * as z from 'zod';

const leastCharacters = 32;

const cutSchema = z.object({
  /** From when it holds: ISO 8601 in UTC. */
  at: z.iso.datetime(),
  secret: z.string().min(leastCharacters),
});

const cutSecretSchema = z.object({
  root: z.string().min(leastCharacters),
  /** What pseudonyms were made of since each cut-over, the oldest first. */
  pseudonyms: z.array(cutSchema),
});
/** What the secret of an organisation says: what all keys are made of, and since its cut-overs those of pseudonyms. */
export type PseudonymSecret = z.infer<typeof cutSecretSchema>;

/** Reads the text of the secret: any text of at least 32 characters until the first cut-over, then JSON. Throws else. */
export function readPseudonymSecret(text: string): PseudonymSecret {
  if (text.length < leastCharacters) throw new Error('The pseudonym secret is shorter than 32 characters.');
  if (!text.startsWith('{"root":')) return { root: text, pseudonyms: [] };
  return cutSecretSchema.parse(JSON.parse(text));
}

/**
 * The text of the secret with another one for pseudonyms from an instant on. Digests, opaque ids and what is encrypted
 * go by the root, which stays. What held before stays, too, so that who was met before can still be found.
 */
export function cutOverSecret(text: string, cut: { at: string; secret: string }): string {
  const { root, pseudonyms } = readPseudonymSecret(text);
  const last = pseudonyms.at(-1)?.at ?? '';
  if (cut.at <= last) throw new Error(`Pseudonyms change at ${last} already: choose a later instant.`);
  return JSON.stringify({ root, pseudonyms: [...pseudonyms, cutSchema.parse(cut)] } satisfies PseudonymSecret);
}
