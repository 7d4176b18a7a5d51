import { describe, expect, it } from 'vitest';
import { type HealthReading, judgeHealth, oldestSeconds } from '../../graphql/health/judge-health.ts';
import { everyOf } from '../../graphql/health/missed-runs.ts';
import { generationSteps } from '../../shared/store/generation-steps.ts';
import { firstGenerations, type Generations } from '../../shared/store/generations.ts';
import { unregisteredSource } from '../../shared/store/source-item.ts';
import { apiWith, ask } from './harness.ts';

const now = Date.parse('2026-03-27T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const run = (name: string, seconds: number, more = {}) => ({ name, at: ago(seconds), milliseconds: 40, ...more });
const none = { waiting: 0, inFlight: 0 };
const well: HealthReading = {
  queue: none,
  lagSeconds: 0,
  notedAt: now - 2_000,
  deadLetters: ['undelivered', 'unfolded', 'unstarted'].map((queue) => ({ queue, depth: none })),
  runs: [run('poll', 30), run('watch', 200), run('alerts', 10)],
  erasures: [],
  generations: firstGenerations,
  silent: 0,
  refusing: 0,
  failing: 0,
};
const codes = (more: Partial<HealthReading>) => judgeHealth({ ...well, ...more }, now).map(({ code }) => code);
const { runs } = well;
const begun = (seconds: number) => generationSteps.announce(firstGenerations, now - seconds * 1000);

describe('health', () => {
  it('has nothing to look at when all is well', () => expect(codes({})).toEqual([]));

  it.each([
    ['a dead letter', { deadLetters: [{ queue: 'unfolded', depth: { waiting: 1, inFlight: 0 } }] }, 'DEAD_LETTERS'],
    ['a queue that does not answer', { queue: null }, 'QUEUE_UNKNOWN'],
    ['dead letters that do not answer', { deadLetters: [{ queue: 'unfolded', depth: null }] }, 'QUEUE_UNKNOWN'],
    ['a lag of more than five minutes', { queue: { waiting: 9, inFlight: 0 }, lagSeconds: 301 }, 'BEHIND'],
    ['a fold that is gone', { queue: { waiting: 9, inFlight: 0 }, notedAt: now - 400_000 }, 'BEHIND'],
    ['a run that failed', { runs: [...runs, run('verify', 60, { error: 'TypeError' })] }, 'RUN_FAILED'],
    ['a run that is missed', { runs: [...runs, run('canary', 961, { told: '{"state":"ARRIVED"}' })] }, 'RUN_MISSED'],
    ['something that never ran', { runs: runs.slice(1) }, 'RUN_MISSED'],
    ['a canary that is lost', { runs: [...runs, run('canary', 10, { told: '{"state":"LOST"}' })] }, 'CANARY_LOST'],
    ['cells that differ', { runs: [...runs, run('verify', 10, { told: '{"differences":2}' })] }, 'CELLS_DIFFER'],
    ['an erasure that is late', { erasures: [{ state: 'RUNNING', askedAt: ago(3_601) }] }, 'ERASURE_LATE'],
    ['a rebuild that is left', { generations: begun(3 * 3_600 + 1) }, 'REBUILD_LEFT'],
    ['silent sources', { silent: 1 }, 'SOURCES_SILENT'],
    ['refusing sources', { refusing: 1 }, 'SOURCES_REFUSING'],
    ['failing sources', { failing: 1 }, 'SOURCES_FAILING'],
  ] as const)('looks at %s', (_, more, code) => expect(codes(more as Partial<HealthReading>)).toEqual([code]));

  it('takes a canary without access for none, and a fold that rests for no fold that is gone', () => {
    expect(codes({ runs: [...runs, run('canary', 10, { told: '{"state":"UNSET"}' })] })).toEqual([]);
    expect(codes({ notedAt: now - 86_400_000 })).toEqual([]);
    expect(oldestSeconds(well, now)).toBeNull();
  });

  it('waits for three runs before one is missed', () => {
    expect(everyOf('canary')).toBe(300);
    expect(codes({ runs: [...runs, run('canary', 959)] })).toEqual([]);
    // An erasure may take its whole quarter of an hour.
    expect(codes({ runs: [...runs, run('privacy', 1_859)] })).toEqual([]);
    expect(codes({ runs: [...runs, run('privacy', 1_861)] })).toEqual(['RUN_MISSED']);
  });
});

const document = `{
  health {
    ok findings { code message de: message(language: "de") section }
    lagSeconds oldestSeconds queue { name waiting inFlight } deadLetters { name waiting inFlight }
    silentSources { id } refusingSources { id } failingSources { id }
    runs { name at milliseconds everySeconds error told }
    canary { at state seconds goneSeconds } verification { at differences } release asOf
  }
}`;

describe('a rebuild', () => {
  const { close, switch: over, retire, forget } = generationSteps;
  const message = (generations: Generations) =>
    judgeHealth({ ...well, generations }, now).map(({ message: { en } }) => en);
  const long = now - 5 * 3_600_000;

  it('is left to itself for three hours, for one around the switch, and for good when it is done', () => {
    expect(message(begun(3 * 3_600))).toEqual([]);
    expect(message(forget(begun(0), long))).toEqual([]);
    const hour = now - 3_600_000;
    expect([close, over].flatMap((step) => message(step(begun(5 * 3_600), hour)))).toEqual([]);
    expect([close, over].flatMap((step) => message(step(begun(5 * 3_600), hour - 1)))).toHaveLength(2);
  });

  it('is to be run again when it stands in a step, or given up while readers have not seen it', () => {
    const built = begun(5 * 3_600);
    expect([built, close(built, long), over(built, long), retire(over(built, long), long)].flatMap(message)).toEqual([
      'A rebuild has stood in "building" for 5 h: run `polylog rebuild --online` again, or with `--abandon`.',
      'A rebuild has stood in "closing" for 5 h: run `polylog rebuild --online` again, or with `--abandon`.',
      'A rebuild has stood in "retiring" for 5 h: run `polylog rebuild --online` again.',
      'A rebuild has stood in "deleting" for 5 h: run `polylog rebuild --online` again.',
    ]);
  });
});

describe('the query health', () => {
  const { silent: _silent, refusing: _refusing, failing: _failing, ...state } = well;
  const api = apiWith({
    clock: () => now,
    health: async () => ({
      ...state,
      queue: { waiting: 3, inFlight: 1 },
      lagSeconds: 400,
      silent: [unregisteredSource('https://quiet.example')],
      refusing: [],
      failing: [],
      runs: [
        ...runs,
        run('canary', 60, { told: '{"state":"ARRIVED","seconds":2.5,"goneSeconds":1.5}' }),
        run('verify', 600, { told: '{"differences":0}' }),
      ],
    }),
  });

  it('tells engineers how the machinery stands', async () => {
    const { data, errors } = await ask(api, document, { as: 'engineer' });
    expect(errors).toBeUndefined();
    expect(data?.health).toMatchObject({
      ok: false,
      findings: [
        {
          code: 'BEHIND',
          message: 'What was accepted waits about 7 minutes to be counted.',
          de: 'Angenommenes wartet seit etwa 7 Minuten darauf, gezählt zu werden.',
          section: 'foldbehind',
        },
        { code: 'SOURCES_SILENT' },
      ],
      lagSeconds: 400,
      oldestSeconds: 400,
      queue: { name: 'fold', waiting: 3, inFlight: 1 },
      deadLetters: [{ name: 'undelivered', waiting: 0 }, { name: 'unfolded' }, { name: 'unstarted' }],
      silentSources: [{ id: 'https://quiet.example' }],
      canary: { state: 'ARRIVED', seconds: 2.5, goneSeconds: 1.5 },
      verification: { differences: 0 },
      release: '0.1.0+abc',
    });
  });

  it.each(['viewer', 'member:sales', 'analyst', 'executive'])('is refused to a %s', async (as) => {
    const { errors } = await ask(api, '{ health { ok } }', { as });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
