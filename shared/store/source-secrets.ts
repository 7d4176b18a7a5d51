import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { dropOldest } from '../drop-oldest.ts';
import { isRecent } from '../is-recent.ts';

export interface SourceSecretsOptions {
  client: Pick<SecretsManagerClient, 'send'>;
  /** The secret of a source is named `<prefix>/<hook>`. */
  prefix: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** The secret values of a source by name; `previous` are those that they replaced and that hold until the instant. */
export interface StoredSecrets {
  values: Readonly<Record<string, string>>;
  previous?: { values: Readonly<Record<string, string>>; until: string };
}

/** As `replaceSourceSecrets` writes it. The values before are the version before. */
const secretSchema = z.object({ values: z.record(z.string(), z.string()), previousUntil: z.iso.datetime().optional() });

interface Held {
  at: number;
  /** Milliseconds that it is kept for: values a minute, none only as long as a change should take to be seen. */
  keptMs: number;
  secrets: Promise<StoredSecrets | undefined>;
}

const keptMs = 60_000;
const againMs = 5_000;
const remembered = 1_000;

/** Reads the secrets of sources in Secrets Manager, one for each source. */
export function createSourceSecrets({ client, prefix, clock }: SourceSecretsOptions) {
  const kept = new Map<string, Held>();

  const version = async (hook: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS') => {
    try {
      const command = new GetSecretValueCommand({ SecretId: `${prefix}/${hook}`, VersionStage: stage });
      const { SecretString } = await client.send(command);
      return SecretString === undefined ? undefined : parse(SecretString);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  const load = async (hook: string): Promise<StoredSecrets | undefined> => {
    const current = await version(hook, 'AWSCURRENT');
    if (current === undefined) return undefined;
    const { values, previousUntil: until } = current;
    const previous = isAhead(until, clock()) ? await version(hook, 'AWSPREVIOUS') : undefined;
    return { values, ...(previous && until !== undefined && { previous: { values: previous.values, until } }) };
  };

  const readWithin = async (hook: string, mostMs: number): Promise<StoredSecrets | undefined> => {
    const now = clock();
    let held = kept.get(hook);
    if (held === undefined || !isRecent(held.at, now, Math.min(held.keptMs, mostMs))) {
      const loading: Held = { at: now, keptMs, secrets: load(hook) };
      held = loading;
      kept.delete(hook);
      dropOldest(kept, remembered);
      kept.set(hook, loading);
      loading.secrets.then(
        (found) => {
          if (found === undefined) loading.keptMs = againMs;
        },
        () => kept.get(hook) === loading && kept.delete(hook),
      );
    }
    const found = await held.secrets;
    return found?.previous && !isAhead(found.previous.until, now) ? { values: found.values } : found;
  };

  return {
    /** The values of a source, as of at most a minute ago; `undefined` when none were set five seconds ago. Throws when it cannot tell. */
    read: (hook: string) => readWithin(hook, keptMs),

    /** The same as of at most five seconds ago: for when a signature was wrong and the values may just have been changed. */
    readAgain: (hook: string) => readWithin(hook, againMs),
  };
}
export type SourceSecrets = ReturnType<typeof createSourceSecrets>;

const isAhead = (until: string | undefined, now: number): boolean => until !== undefined && Date.parse(until) > now;

/** The error says nothing of what stands there. */
function parse(text: string) {
  try {
    return secretSchema.parse(JSON.parse(text));
  } catch {
    throw new Error('The secret of a source is not of the form that Polylog writes.');
  }
}
