import type { MaturityCriterion } from './maturity-criteria.ts';

/** Vouched for from a day to a day, both included. */
export interface Vouched {
  kind: string;
  from: string;
  expires: string;
}

const things = {
  policy: { en: 'policy', de: 'Richtlinie' },
  owner: { en: 'owner', de: 'Verantwortung' },
} as const;

/** What data cannot show: met while somebody vouches for it; one that ran out is told. */
export function attestationCriterion(
  stage: number,
  kind: 'policy' | 'owner',
  attestations: readonly Vouched[],
  asOf: string,
): MaturityCriterion {
  const thing = things[kind];
  const given = attestations.filter((one) => one.kind === kind && one.from <= asOf);
  const ended = given
    .map(({ expires }) => expires)
    .sort()
    .at(-1);
  const name = { en: `Attested ${thing.en}`, de: `Bescheinigte ${thing.de}` };
  const base = {
    stage,
    id: kind.toUpperCase(),
    kind: 'ATTESTATION' as const,
    name,
    value: null,
    n: null,
    withheld: false,
  };
  if (ended !== undefined && ended >= asOf) return { ...base, met: true };
  if (ended === undefined) {
    const missing = { en: `There is no attested ${thing.en}.`, de: `Es gibt keine bescheinigte ${thing.de}.` };
    return {
      ...base,
      met: false,
      missing,
      needs: { en: `an attested ${thing.en}`, de: `eine bescheinigte ${thing.de}` },
    };
  }
  const missing = {
    en: `The attestation of the ${thing.en} expired on ${ended}.`,
    de: `Die Bescheinigung „${thing.de}“ ist am ${ended} abgelaufen.`,
  };
  const needs = {
    en: `the ${thing.en} attested again (expired on ${ended})`,
    de: `eine neue Bescheinigung „${thing.de}“ (am ${ended} abgelaufen)`,
  };
  return { ...base, met: false, missing, needs };
}
