/** A text in both languages. */
export interface Translated {
  en: string;
  de: string;
}

/** The six stages, and what comes before them. */
export const stageNames: readonly Translated[] = [
  { en: 'Not started', de: 'Noch nicht begonnen' },
  { en: 'Planning', de: 'Planung' },
  { en: 'Presence', de: 'Präsenz' },
  { en: 'Engagement', de: 'Dialog' },
  { en: 'Formalised', de: 'Formalisiert' },
  { en: 'Strategic', de: 'Strategisch' },
  { en: 'Converged', de: 'Verschmolzen' },
];

const number = (value: number, most = 1): Translated => ({
  en: value.toLocaleString('en-GB', { maximumFractionDigits: most }),
  de: value.toLocaleString('de-DE', { maximumFractionDigits: most }),
});
const percent = (share: number): Translated => number(share * 100);

/** How far a share is below what it should be, in percentage points rounded up to tenths: never 0 while it is. */
const pointsBelow = (value: number, threshold: number): Translated =>
  number(Math.ceil((threshold - value) * 1000 - 1e-6) / 10);

/** What a share still needs. Names stand within the sentence. */
export function moreOfShare(name: Translated, value: number, threshold: number): Translated {
  const [points, now, needed] = [pointsBelow(value, threshold), percent(value), percent(threshold)];
  return {
    en: `${points.en} more percentage points of ${name.en} (${now.en} % now, ${needed.en} % needed)`,
    de: `${points.de} Prozentpunkte mehr bei „${name.de}“ (jetzt ${now.de} %, nötig ${needed.de} %)`,
  };
}

/** What an index must be above. */
export function aboveIndex(name: Translated, value: number, threshold: number): Translated {
  const [now, needed] = [number(value, 2), number(threshold, 2)];
  return {
    en: `${name.en} above ${needed.en} (${now.en} now)`,
    de: `„${name.de}“ über ${needed.de} (jetzt ${now.de})`,
  };
}

/** What a count still needs. */
export function moreOfCount(things: Translated, value: number, threshold: number): Translated {
  const [more, now, needed] = [number(threshold - value), number(value), number(threshold)];
  return {
    en: `${things.en}: ${more.en} more (${now.en} of ${needed.en})`,
    de: `${things.de}: noch ${more.de} (${now.de} von ${needed.de})`,
  };
}

/** What a share rests on too little. */
export function moreObservations(name: Translated, n: number, least: number): Translated {
  const [more, now, needed] = [number(least - n), number(n), number(least)];
  return {
    en: `${more.en} more conversations or enquiries behind ${name.en} (${now.en} of ${needed.en})`,
    de: `${more.de} Gespräche oder Anfragen mehr hinter „${name.de}“ (${now.de} von ${needed.de})`,
  };
}

/** What nothing is known of. */
export const dataFor = (name: Translated): Translated => ({
  en: `data for ${name.en}`,
  de: `Daten für „${name.de}“`,
});

/** What is withheld. */
export const aTellable = (name: Translated): Translated => ({
  en: `${name.en}: a number that can be told (withheld: a small group, or a number that would tell of one)`,
  de: `„${name.de}“: ein Wert, der genannt werden kann (zurückgehalten: eine kleine Gruppe oder eine Zahl, die eine verraten würde)`,
});

/** A headcount that is not told, or 0, on a day. */
export const headcountOn = (day: string): Translated => ({
  en: `the headcount on ${day} (tell the headcount, so that adoption can be measured)`,
  de: `der Personalstand am ${day} (geben Sie ihn an, damit die Beteiligung gemessen werden kann)`,
});

/** The way to the next stage in one sentence. */
export const nextStepTo = (stage: number, steps: readonly Translated[]): Translated => ({
  en: `Stage ${stage} (${stageNames[stage]?.en}) needs: ${steps.map(({ en }) => en).join('; ')}.`,
  de: `Für Stufe ${stage} (${stageNames[stage]?.de}) fehlt: ${steps.map(({ de }) => de).join('; ')}.`,
});
