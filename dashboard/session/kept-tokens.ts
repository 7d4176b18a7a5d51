import type { Browser } from './browser.ts';

export interface Tokens {
  access: string;
  /** When the access token ends, by the clock of this device: milliseconds since 1970. */
  ends: number;
  /** From when on it is renewed before it is used. */
  renewFrom: number;
  refresh?: string;
  id?: string;
}

const key = 'polylog.tokens';

/** The tokens of this tab: in its session storage alone, which ends with it and which no other origin reads. */
export const keptTokens = ({ stored }: Browser) => ({
  read(): Tokens | undefined {
    const text = stored.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Tokens);
  },
  write: (tokens: Tokens): void => stored.setItem(key, JSON.stringify(tokens)),
  forget: (): void => stored.removeItem(key),
});
