import { describe, expect, it } from 'vitest';
import { assess, evidenceRange, type MaturityEvidence } from '../../shared/maturity.ts';
import { defaultMaturityThresholds } from '../../shared/maturity-thresholds.ts';

const asOf = '2026-11-21';
const of = (value: number | null, n: number | null = 100) => ({ value, n });
const policy = { kind: 'policy', from: '2026-01-01', expires: '2026-12-31' };
const owner = { kind: 'owner', from: '2026-01-01', expires: '2026-11-21' };

/** A department that has everything. */
const all: MaturityEvidence = {
  asOf,
  weeksListened: of(13),
  weeksPosted: of(8),
  socialChannels: of(2),
  dialogueRatio: of(0.2, 20),
  responseRate: of(0.8, 20),
  withinTarget: of(0.7),
  attestations: [policy, owner],
  goals: of(1),
  goalsOnTrack: of(1),
  connectedDepartments: of(2),
  headcount: 40,
  adoption: of(0.5),
  socialShare: of(0.5),
  openness: of(0.01),
  ideasShipped: of(1),
};
const assessed = (over: Partial<MaturityEvidence> = {}) => assess({ ...all, ...over }, defaultMaturityThresholds);
const unmet = (over: Partial<MaturityEvidence>) =>
  assessed(over)
    .criteria.filter(({ met }) => !met)
    .map(({ stage, id }) => `${stage} ${id}`);

describe('the evidence weeks', () => {
  it.each([
    ['2026-11-21', '2026-08-17', '2026-11-15'],
    // A Sunday is not over on its own day, a week is on the Monday after.
    ['2026-11-22', '2026-08-17', '2026-11-15'],
    ['2026-11-23', '2026-08-24', '2026-11-22'],
    // Over new year, where the year has 53 weeks.
    ['2027-01-04', '2026-10-05', '2027-01-03'],
  ])('before %s are %s to %s', (day, from, to) => {
    expect(evidenceRange(day)).toEqual({ from, to });
  });
});

describe('the stage', () => {
  it('of a department that meets every threshold exactly is the last, and there is no next step', () => {
    expect(assessed()).toMatchObject({ stage: 6, nextStep: null });
  });

  it.each<[number, Partial<MaturityEvidence>, string[]]>([
    [0, { weeksListened: of(7) }, ['1 WEEKS_LISTENED']],
    [1, { weeksPosted: of(7) }, ['2 WEEKS_POSTED']],
    [2, { dialogueRatio: of(0.199) }, ['3 DIALOGUE_RATIO']],
    [2, { responseRate: of(0.8, 19) }, ['3 RESPONSE_RATE']],
    [3, { responseRate: of(0.79) }, ['4 RESPONSE_RATE']],
    [3, { withinTarget: of(0.6) }, ['4 WITHIN_TARGET']],
    [3, { socialChannels: of(1) }, ['4 SOCIAL_CHANNELS']],
    [3, { attestations: [policy] }, ['4 OWNER']],
    [4, { goals: of(0), goalsOnTrack: of(0) }, ['5 GOALS', '5 GOALS_ON_TRACK']],
    [4, { connectedDepartments: of(1) }, ['5 CONNECTIONS']],
    [4, { adoption: of(0.29) }, ['5 ADOPTION', '6 ADOPTION']],
    [5, { adoption: of(0.3) }, ['6 ADOPTION']],
    [5, { socialShare: of(0.49) }, ['6 SOCIAL_SHARE']],
    [5, { openness: of(0) }, ['6 OPENNESS']],
    [5, { ideasShipped: of(0) }, ['6 IDEAS_SHIPPED']],
  ])('is %i when of all only this is short: %j', (stage, over, ids) => {
    expect(assessed(over).stage).toBe(stage);
    expect(unmet(over)).toEqual(ids);
  });

  it('waits for all below, whatever is met above', () => {
    const { stage, nextStep } = assessed({ weeksListened: of(0) });
    expect(stage).toBe(0);
    expect(nextStep?.en).toBe(
      'Stage 1 (Planning) needs: weeks with mentions or enquiries from a social channel: 8 more (0 of 8).',
    );
  });

  it('of a department of which nothing is known is 0, without an exception', () => {
    const none = of(null, null);
    const nothing = assess(
      {
        asOf,
        weeksListened: of(0, 0),
        weeksPosted: of(0, 0),
        socialChannels: of(0, 0),
        dialogueRatio: none,
        responseRate: none,
        withinTarget: none,
        attestations: [],
        goals: of(0, 0),
        goalsOnTrack: of(0, 0),
        connectedDepartments: of(0, 0),
        headcount: null,
        adoption: none,
        socialShare: none,
        openness: none,
        ideasShipped: of(0, 0),
      },
      defaultMaturityThresholds,
    );
    expect(nothing.stage).toBe(0);
    expect(nothing.criteria.every(({ met, needs }) => !met && needs)).toBe(true);
  });

  it('follows the thresholds of the organisation', () => {
    const strict = { ...defaultMaturityThresholds, planning: { weeks: 13 }, presence: { weeks: 13 } };
    expect(assess(all, strict).stage).toBe(1);
  });
});

describe('what would reach the next stage', () => {
  const next = (over: Partial<MaturityEvidence>) => assessed(over).nextStep;

  it('is told in percentage points, in both languages', () => {
    expect(next({ responseRate: of(0.38), dialogueRatio: of(0.1234) })).toEqual({
      en: 'Stage 3 (Engagement) needs: 7.7 more percentage points of dialogue ratio (12.3 % now, 20 % needed); 12 more percentage points of response rate (38 % now, 50 % needed).',
      de: 'Für Stufe 3 (Dialog) fehlt: 7,7 Prozentpunkte mehr bei „Dialogquote“ (jetzt 12,3 %, nötig 20 %); 12 Prozentpunkte mehr bei „Antwortquote“ (jetzt 38 %, nötig 50 %).',
    });
  });

  it('is never nothing, however little is missing', () => {
    expect(next({ dialogueRatio: of(0.199999) })?.en).toContain('0.1 more percentage points of dialogue ratio');
  });

  it('counts the observations that are missing', () => {
    expect(next({ responseRate: of(0.8, 12) })?.en).toContain(
      '8 more conversations or enquiries behind response rate (12 of 20)',
    );
  });

  it('says that an index is to be above its threshold', () => {
    expect(next({ openness: of(-0.25) })).toEqual({
      en: 'Stage 6 (Converged) needs: openness above 0 (-0.25 now).',
      de: 'Für Stufe 6 (Verschmolzen) fehlt: „Offenheit“ über 0 (jetzt -0,25).',
    });
  });

  it('says which attestation expired and when', () => {
    const expired = { ...policy, expires: '2026-11-20' };
    const { criteria, nextStep } = assessed({ attestations: [expired, owner] });
    expect(criteria.find(({ id }) => id === 'POLICY')).toMatchObject({
      met: false,
      value: null,
      missing: { en: 'The attestation of the policy expired on 2026-11-20.' },
    });
    expect(nextStep?.en).toBe('Stage 4 (Formalised) needs: the policy attested again (expired on 2026-11-20).');
  });
});

describe('an attestation', () => {
  it.each([
    ['holds on its first and last day', { from: asOf, expires: asOf }, true],
    ['does not hold before', { from: '2026-11-22', expires: '2027-11-22' }, false],
    ['does not hold after', { from: '2025-01-01', expires: '2026-11-20' }, false],
  ])('%s', (_name, days, met) => {
    const { criteria } = assessed({ attestations: [{ kind: 'policy', ...days }, owner] });
    expect(criteria.find(({ id }) => id === 'POLICY')?.met).toBe(met);
  });

  it('has no metric, no threshold and no value', () => {
    const found = assessed().criteria.filter(({ kind }) => kind === 'ATTESTATION');
    expect(found.map(({ metric, threshold, value }) => [metric, threshold, value])).toEqual([
      [undefined, undefined, null],
      [undefined, undefined, null],
    ]);
  });
});

describe('what is not known', () => {
  it('of a withheld value shows neither value nor n, and meets nothing whatever the value is', () => {
    const { criteria, nextStep } = assessed({ adoption: { value: 0.9, n: 3, withheld: true } });
    expect(criteria.filter(({ id }) => id === 'ADOPTION')).toMatchObject([
      { stage: 5, value: null, n: null, met: false, withheld: true },
      { stage: 6, value: null, n: null, met: false, withheld: true },
    ]);
    expect(nextStep).toEqual({
      en: 'Stage 5 (Strategic) needs: adoption: a number that can be told (withheld: a small group, or a number that would tell of one).',
      de: 'Für Stufe 5 (Strategisch) fehlt: „Beteiligung“: ein Wert, der genannt werden kann (zurückgehalten: eine kleine Gruppe oder eine Zahl, die eine verraten würde).',
    });
    expect(criteria.find(({ id }) => id === 'ADOPTION')?.missing).toEqual({
      en: 'Withheld: a small group, or a number that would tell of one.',
      de: 'Zurückgehalten: eine kleine Gruppe oder eine Zahl, die eine verraten würde.',
    });
    expect(JSON.stringify([criteria, nextStep])).not.toContain('0.9');
  });

  it('of a count with hidden parts is withheld only where what is shown does not suffice', () => {
    const connections = (value: number) =>
      assessed({ connectedDepartments: { value, n: 6, withheld: true } }).criteria.find(
        ({ id }) => id === 'CONNECTIONS',
      );
    expect(connections(2)).toMatchObject({ met: true, withheld: false, value: 2 });
    expect(connections(1)).toMatchObject({ met: false, withheld: true, value: null, n: null });
  });

  it.each([
    [
      null,
      'There is no headcount on 2026-11-15: tell the headcount.',
      'Es gibt keinen Personalstand am 2026-11-15: Geben Sie ihn an.',
    ],
    [
      0,
      'The headcount on 2026-11-15 is 0: tell the headcount.',
      'Der Personalstand am 2026-11-15 ist 0: Geben Sie ihn an.',
    ],
  ])('of adoption with the headcount %s is the headcount, of the last day of the weeks', (headcount, en, de) => {
    const { criteria, nextStep } = assessed({ headcount, adoption: of(null, null) });
    expect(criteria.find(({ id }) => id === 'ADOPTION')?.missing).toEqual({ en, de });
    expect(nextStep).toEqual({
      en: 'Stage 5 (Strategic) needs: the headcount on 2026-11-15 (tell the headcount, so that adoption can be measured).',
      de: 'Für Stufe 5 (Strategisch) fehlt: der Personalstand am 2026-11-15 (geben Sie ihn an, damit die Beteiligung gemessen werden kann).',
    });
  });

  it('of adoption with a headcount is what was done', () => {
    const { criteria } = assessed({ headcount: 40, adoption: of(null, null) });
    expect(criteria.find(({ id }) => id === 'ADOPTION')?.missing?.en).toBe('There was nothing to measure.');
  });

  it('because a source is silent is said beside the value, which still counts', () => {
    const { criteria, stage } = assessed({ socialShare: { value: 0.6, n: 90, incomplete: true } });
    expect(stage).toBe(6);
    expect(criteria.find(({ id }) => id === 'SOCIAL_SHARE')).toMatchObject({
      met: true,
      missing: { de: expect.any(String) },
    });
  });
});
