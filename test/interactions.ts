import * as fc from 'fast-check';
import type { Interaction } from '../shared/interaction.ts';
import { activities, defaultDirection, ideaStages } from '../shared/vocabulary.ts';

const departments = ['service', 'sales', 'product'];
const channels = ['x', 'email', 'slack', 'phone'];
const start = Date.parse('2026-03-20T00:00:00Z');

/** A complete interaction from a few words. */
export function interaction(over: Partial<Interaction> & { id: string }): Interaction {
  const activity = over.activity ?? 'post';
  const kind = over.actor?.kind ?? 'customer';
  const counted = activity === 'edit' || activity === 'retraction' ? 'comment' : activity;
  const whole = {
    source: 'https://x.com/acme',
    activity,
    time: '2026-03-20T10:00:00.000Z',
    recordedAt: '2026-03-20T10:00:01.000Z',
    channel: 'x',
    department: 'service',
    direction: defaultDirection(counted, kind),
    actor: { id: 'p_someone', kind },
    ...over,
  };
  return { digest: digestOf(whole), ...whole };
}

/** Any two different bodies have different digests, as a keyed hash would give them. */
function digestOf(whole: object): string {
  let hash = 5381;
  for (const character of JSON.stringify(whole)) hash = ((hash * 33) ^ character.charCodeAt(0)) >>> 0;
  return hash.toString(36).padStart(22, '0');
}

/**
 * Interactions that meet each other: few ids, few conversations, conflicting bodies, edits and retractions of what
 * may not exist, over a week with a clock change.
 */
export const meetingInteractions = (most: number): fc.Arbitrary<Interaction[]> =>
  fc.array(oneInteraction, { minLength: most >> 1, maxLength: most, size: 'max' });

const oneInteraction: fc.Arbitrary<Interaction> = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }),
    what: fc.constantFrom(
      ...activities,
      'enquiry' as const,
      'reply' as const,
      'resolution' as const,
      'edit' as const,
      'retraction' as const,
    ),
    minutes: fc.integer({ min: 0, max: 14 * 24 * 60 }),
    department: fc.constantFrom(...departments),
    channel: fc.constantFrom(...channels),
    kind: fc.constantFrom(
      'customer' as const,
      'customer' as const,
      'employee' as const,
      'employee' as const,
      'bot' as const,
      'brand' as const,
      'partner' as const,
      'public' as const,
    ),
    person: fc.integer({ min: 0, max: 9 }),
    own: fc.option(fc.constantFrom(...departments), { nil: undefined }),
    manager: fc.boolean(),
    other: fc.option(fc.constantFrom(...departments), { nil: undefined }),
    sentiment: fc.option(fc.constantFrom(-0.8, -0.05, 0, 0.04, 0.05, 0.9), { nil: undefined }),
    worded: fc.boolean(),
    idea: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    stage: fc.constantFrom(...ideaStages),
    conversation: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    reopened: fc.boolean(),
    rate: fc.constantFrom(undefined, undefined, 10),
    audience: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
  })
  .map(({ id, what, minutes, department, channel, kind, conversation, reopened, rate, audience, ...more }) =>
    interaction({
      id: what === 'edit' || what === 'retraction' ? `${what}:${id}:${minutes}` : `i:${id}`,
      activity: what,
      time: new Date(start + minutes * 60_000).toISOString(),
      department,
      channel,
      actor: {
        id: `p_${kind}${more.person}`,
        kind,
        ...(kind === 'employee' && more.own !== undefined && { department: more.own }),
        ...(kind === 'employee' && more.manager && { manager: true }),
      },
      ...(more.other !== undefined && what === 'message' && { counterpart: { department: more.other } }),
      ...(more.sentiment !== undefined && { sentiment: more.sentiment }),
      ...(more.worded && { worded: true }),
      ...((what === 'idea' || what === 'stage') && more.idea !== undefined && { idea: `idea:${more.idea}` }),
      ...(what === 'stage' && { stage: more.stage }),
      ...(conversation !== undefined && { conversation: `c:${conversation}` }),
      ...(what === 'enquiry' && minutes % 3 > 0 && { reopensAfter: minutes % 3 === 1 ? 1 : 24 }),
      ...(what === 'resolution' && reopened && { stage: 'reopened' as const }),
      ...((what === 'edit' || what === 'retraction') && { target: `i:${id}` }),
      ...(what === 'view' && rate !== undefined && { sampledRate: rate }),
      ...(what === 'post' && audience !== undefined && { audience }),
    }),
  );
