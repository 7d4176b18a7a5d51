import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../shared/alert.ts';
import { acknowledge, end, type Judged, judge, keptTransitions } from '../../shared/alert-state.ts';
import { type AlertVerdict, alertVerdicts } from '../../shared/alert-vocabulary.ts';
import { answersRule, seeing } from '../alert-rules.ts';

const minute = 60_000;
const start = Date.parse('2026-03-27T12:00:00Z');

type Step = { after: number } & ({ verdict: AlertVerdict; threshold: number } | { by: string } | { ends: true });
const look = fc.record({
  after: fc.integer({ min: 0, max: 5 }),
  verdict: fc.constantFrom(...alertVerdicts),
  // Mostly the same question.
  threshold: fc.constantFrom(0.6, 0.6, 0.6, 0.6, 0.7),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: look },
  { weight: 2, arbitrary: fc.record({ after: fc.integer({ min: 0, max: 5 }), by: fc.constantFrom('ada', 'bob') }) },
  { weight: 1, arbitrary: fc.record({ after: fc.integer({ min: 0, max: 5 }), ends: fc.constant(true as const) }) },
);
const steps = fc.array(step, { maxLength: 80 });
const pending = fc.constantFrom(0, 3);

interface Lived {
  before: Alert | undefined;
  judged: Judged;
  step: Step;
  now: number;
}

/** Lives through the steps; those that are refused are left out. */
function live(all: readonly Step[], pendingMinutes: number): Lived[] {
  let now = start;
  let alert: Alert | undefined;
  return all.flatMap((one) => {
    now += one.after * minute;
    const before = alert;
    const judged = act(before, one, pendingMinutes, now);
    if (!judged) return [];
    alert = judged.alert;
    return [{ before, judged, step: one, now }];
  });
}

function act(alert: Alert | undefined, one: Step, pendingMinutes: number, now: number): Judged | undefined {
  if ('verdict' in one) {
    const rule = answersRule({ pendingMinutes, threshold: one.threshold });
    return judge(alert, { rule, observed: seeing(one.verdict) }, now);
  }
  if ('by' in one) return alert && acknowledge(alert, { by: one.by, at: now });
  return alert && end(alert, now);
}

describe('an alert', () => {
  it('tells a change exactly when its state changes, and keeps the latest of them', () => {
    fc.assert(
      fc.property(steps, pending, (all, pendingMinutes) => {
        for (const { before, judged, step: one, now } of live(all, pendingMinutes)) {
          const { alert, change } = judged;
          const was = before?.state ?? 'OK';
          if ('verdict' in one) expect(change !== undefined).toBe(alert.state !== was);
          if (change) expect(alert.history.at(-1)).toMatchObject({ change, state: alert.state });
          else expect(alert.history).toEqual(before?.history ?? []);
          expect(alert.history.length).toBeLessThanOrEqual(keptTransitions);
          if (alert.state !== was) expect(alert.since).toBe(now);
          else if (before) expect(alert.since).toBe(before.since);
        }
      }),
    );
  });

  it('looked at twice is looked at once', () => {
    fc.assert(
      fc.property(steps, pending, look, (all, pendingMinutes, last) => {
        const now = (live(all, pendingMinutes).at(-1)?.now ?? start) + minute;
        const before = live(all, pendingMinutes).at(-1)?.judged.alert;
        const first = act(before, last, pendingMinutes, now) as Judged;
        expect(act(first.alert, last, pendingMinutes, now)).toEqual({ alert: first.alert });
      }),
    );
  });

  it('fires and is over in turn, and is acknowledged only by somebody since it fired', () => {
    fc.assert(
      fc.property(steps, pending, (all, pendingMinutes) => {
        let [fires, by] = [false, ''];
        for (const { judged, step: one, before } of live(all, pendingMinutes)) {
          const { alert, change } = judged;
          // A rule that asks something else fires anew over what was acknowledged.
          if (change === 'FIRED') expect(fires && before?.state !== 'ACKNOWLEDGED').toBe(false);
          if (change === 'CLEARED' || change === 'ENDED') expect(fires).toBe(true);
          if (change === 'FIRED') [fires, by] = [true, ''];
          if (change === 'CLEARED' || change === 'ENDED') [fires, by] = [false, ''];
          if ('by' in one) by = one.by;
          expect(alert.raised !== undefined).toBe(fires);
          if (alert.state === 'ACKNOWLEDGED') expect(alert.raised?.acknowledged?.by).toBe(by);
          if (alert.state === 'FIRING') expect(alert.raised?.acknowledged).toBeUndefined();
          if (alert.state === 'OK') expect(alert.raised).toBeUndefined();
        }
      }),
    );
  });

  it('follows what was seen at every look of its pending minutes, and nothing that was seen for less', () => {
    const looks = fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 3 }), verdict: fc.constantFrom(...alertVerdicts) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(looks, (all) => {
        let [now, seen] = [start, 'NOT_MET' as AlertVerdict];
        let run: { verdict: AlertVerdict; since: number } | undefined;
        let alert: Alert | undefined;
        for (const { after, verdict } of all) {
          now += after * minute;
          const isFirst = alert === undefined;
          alert = judge(alert, { rule: answersRule({ pendingMinutes: 3 }), observed: seeing(verdict) }, now).alert;
          if (run?.verdict !== verdict) run = { verdict, since: now };
          if (now - run.since >= 3 * minute || (isFirst && verdict === 'UNJUDGED')) seen = verdict;
          const expected = { MET: ['FIRING', 'ACKNOWLEDGED'], NOT_MET: ['OK'], UNJUDGED: ['UNKNOWN'] }[seen];
          expect(expected).toContain(alert.state);
        }
      }),
    );
  });
});

describe('an acknowledged alert', () => {
  const rule = answersRule();
  const seen = (alert: Alert | undefined, verdict: AlertVerdict, at: number, asked = rule) =>
    judge(alert, { rule: asked, observed: seeing(verdict) }, start + at * minute);
  const acknowledged = () => {
    const { alert } = seen(undefined, 'MET', 0);
    return (acknowledge(alert, { by: 'ada', at: start + minute, note: 'On it.' }) as Judged).alert;
  };

  it('that is met no more is OK, and fires anew', () => {
    const over = seen(acknowledged(), 'NOT_MET', 2);
    expect(over).toMatchObject({ change: 'CLEARED', alert: { state: 'OK' } });
    expect(seen(over.alert, 'MET', 3)).toMatchObject({ change: 'FIRED', alert: { state: 'FIRING' } });
  });

  it('stays acknowledged over a time in which it cannot be judged', () => {
    const lost = seen(acknowledged(), 'UNJUDGED', 2);
    expect(lost).toMatchObject({ change: 'UNJUDGED', alert: { state: 'UNKNOWN' } });
    expect(seen(lost.alert, 'MET', 3)).toMatchObject({
      change: 'JUDGED',
      alert: { state: 'ACKNOWLEDGED', raised: { since: start, acknowledged: { by: 'ada', note: 'On it.' } } },
    });
    expect(seen(lost.alert, 'NOT_MET', 3)).toMatchObject({ change: 'CLEARED', alert: { state: 'OK' } });
  });

  it('fires anew when the rule asks something else, not when it is only called otherwise', () => {
    expect(seen(acknowledged(), 'MET', 2, answersRule({ threshold: 0.7 }))).toMatchObject({
      change: 'FIRED',
      alert: { state: 'FIRING', raised: { since: start } },
    });
    const renamed = seen(acknowledged(), 'MET', 2, answersRule({ name: { en: 'B', de: 'B' }, owner: 'Bob' }));
    expect(renamed.change).toBeUndefined();
    expect(renamed.alert.state).toBe('ACKNOWLEDGED');
  });

  it('that does not fire cannot be acknowledged', () => {
    const { alert: quiet } = seen(undefined, 'NOT_MET', 0);
    const { alert: unknown } = seen(undefined, 'UNJUDGED', 0);
    for (const alert of [quiet, unknown]) expect(acknowledge(alert, { by: 'ada', at: start })).toBeUndefined();
  });
});
