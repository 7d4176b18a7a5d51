/** A key as the API lists it. */
export interface ListedKey {
  id: string;
  createdAt: string;
  expiresAt: string | null;
}

export type KeyState = 'lasting' | 'expiring' | 'ending' | 'ended';

/** A key that ends within these days is told of: somebody has to put another one in use. */
const soon = 14 * 86_400_000;

/** How a key stands at an instant, in epoch milliseconds; `ending` within two weeks. */
export function keyState({ expiresAt }: ListedKey, now: number): KeyState {
  if (expiresAt === null) return 'lasting';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'ended';
  return left <= soon ? 'ending' : 'expiring';
}

/** What may keep a source from sending, the worst first; undefined when there is nothing to see to. */
export type AccessTrouble = { kind: 'secretMissing' | 'keysEnded' | 'keyEnding'; count: number };

/** What is to be done about the secrets and keys of a source; null secrets or keys: it has none by its nature. */
export function accessTrouble(
  source: { secrets: readonly { set: boolean }[] | null; keys: readonly ListedKey[] | null },
  now: number,
): AccessTrouble | undefined {
  const missing = (source.secrets ?? []).filter(({ set }) => !set).length;
  if (missing > 0) return { kind: 'secretMissing', count: missing };
  const states = (source.keys ?? []).map((key) => keyState(key, now));
  if (states.length > 0 && states.every((state) => state === 'ended'))
    return { kind: 'keysEnded', count: states.length };
  const lasting = states.some((state) => state === 'lasting' || state === 'expiring');
  const ending = states.filter((state) => state === 'ending').length;
  // A key that ends while another one goes on is a rotation.
  return ending > 0 && !lasting ? { kind: 'keyEnding', count: ending } : undefined;
}
