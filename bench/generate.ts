import type { CloudEvent, InteractionData } from '../shared/interaction.ts';
import type { Activity } from '../shared/vocabulary.ts';
import { chainOf, type IdeaStep } from './idea-chain.ts';
import { normal, pick, randomOf } from './random.ts';
import { wordsOf } from './words-of.ts';

interface GenerateOptions {
  count: number;
  days?: number;
  seed?: number;
  /** In random order instead of by time. */
  shuffled?: boolean;
}

/** A Monday; the days include the start of summer time in Europe and America. */
export const firstDay = '2025-01-06';

const share: [Activity, number][] = [
  ['reaction', 0.2],
  ['view', 0.095],
  ['comment', 0.12],
  ['mention', 0.07],
  ['share', 0.06],
  ['post', 0.1],
  ['enquiry', 0.12],
  ['reply', 0.1],
  ['message', 0.13],
  ['idea', 0.002],
  ['stage', 0.003],
];
export const departments = ['marketing', 'sales', 'communications', 'product', 'service', 'hr', 'management'];
const socialPairs = pairs({
  facebook: ['marketing', 'service', 'communications'],
  instagram: ['marketing'],
  x: ['service', 'communications', 'product'],
  youtube: ['product'],
  linkedin: ['hr', 'sales', 'management'],
});
const servicePairs = pairs({
  x: ['service'],
  facebook: ['service'],
  phone: ['service', 'sales'],
  email: ['service', 'sales'],
});
const internalPairs = pairs({
  slack: ['product', 'service', 'marketing'],
  teams: ['sales', 'communications'],
  mail: ['management', 'hr'],
});
const weekdayWeight = [1, 1, 1, 0.95, 0.85, 0.45, 0.35];
const hourWeight = [1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 13, 11, 12, 13, 13, 12, 11, 10, 9, 8, 6, 4, 2];

const hour = 3_600_000;
const day = 24 * hour;
const customers = 50_000;
const partners = 500;
/** Of each department, the first of them its managers. */
export const staff = { employees: 60, managers: 5 } as const;
const worded: readonly Activity[] = ['comment', 'mention', 'enquiry', 'idea'];

/** What a draft answers or moves on. */
interface Origin {
  index: number;
  step?: IdeaStep;
}

/**
 * The same interactions for the same options: seven departments, ten channels, 22 pairs of them, in a daily and weekly
 * rhythm over the same days whatever the count. Five of six enquiries are answered, after a log-normal delay (median 45
 * minutes); ideas of customers and employees take their steps over weeks. Words from outside tell their language, most of
 * them a sentiment and some topics; one interaction of a hundred is a partner's. Needs 9 bytes of memory for each
 * interaction.
 */
export function* generate({ count, days = 90, seed = 1, shuffled = false }: GenerateOptions): Generator<CloudEvent> {
  const start = Date.parse(`${firstDay}T00:00:00Z`);
  const end = start + days * day;
  const dayOf = weightedDraw(Array.from({ length: days }, (_, index) => weekdayWeight[index % 7] ?? 1));
  const hourOf = weightedDraw(hourWeight);
  const activityOf = weightedDraw(share.map(([, weight]) => weight));

  const kinds = new Uint8Array(count);
  const times = new Float64Array(count);
  const enquiries: number[] = [];
  const ideas: number[] = [];
  const stages: number[] = [];
  const origins = new Map<number, Origin>();
  for (let index = 0; index < count; index += 1) {
    const random = randomOf(seed, index);
    kinds[index] = activityOf(random());
    times[index] = start + dayOf(random()) * day + hourOf(random()) * hour + Math.floor(random() * hour);
    const activity = share[kinds[index] ?? 0]?.[0];
    if (activity === 'enquiry') enquiries.push(index);
    else if (activity === 'idea') ideas.push(index);
    else if (activity === 'stage') stages.push(index);
  }
  let reply = 0;
  for (let index = 0; index < count; index += 1) {
    const enquiry = enquiries[reply];
    if (share[kinds[index] ?? 0]?.[0] !== 'reply' || enquiry === undefined) continue;
    const asked = times[enquiry] ?? start;
    const random = randomOf(seed + 1, index);
    const delay = 45 * 60_000 * Math.exp(1.4 * normal(random));
    times[index] = asked + Math.floor(asked + delay < end ? delay : random() * (end - asked));
    origins.set(index, { index: enquiry });
    reply += 1;
  }
  let moved = 0;
  for (const idea of ideas) {
    for (const step of chainOf(randomOf(seed + 5, idea), times[idea] ?? start, end)) {
      const index = stages[moved++];
      if (index === undefined) break;
      times[index] = step.at;
      origins.set(index, { index: idea, step });
    }
  }
  for (const index of orderOf(times, seed, shuffled)) {
    const activity = share[kinds[index] ?? 0]?.[0] ?? 'view';
    yield interaction(index, activity, times[index] ?? start, origins.get(index), seed);
  }
}

function interaction(
  index: number,
  drawn: Activity,
  time: number,
  origin: Origin | undefined,
  seed: number,
): CloudEvent {
  // A reply that is left without an enquiry (a very short run), or a step without an idea, becomes a comment.
  const activity = (drawn === 'reply' || drawn === 'stage') && !origin ? 'comment' : drawn;
  const first = origin?.index ?? index;
  const random = randomOf(seed + 2, first);
  const own = randomOf(seed + 3, index);
  const asked = activity === 'enquiry' || activity === 'reply';
  const ofIdea = activity === 'idea' || activity === 'stage';
  const fromInside = activity === 'message' || (ofIdea && random() < 0.4);
  const [channel, department] = pick(asked ? servicePairs : fromInside ? internalPairs : socialPairs, random());
  const byEmployee = ['reply', 'message', 'post', 'stage'].includes(activity) || (ofIdea && fromInside);
  const actor = byEmployee ? employeeOf(department, own) : customerOf(activity, own);
  const data: InteractionData = { channel, department, actor };
  if (asked) data.conversation = `conversation-${first}`;
  if (ofIdea) data.idea = `idea-${first}`;
  if (ofIdea && fromInside) data.direction = 'internal';
  if (origin?.step) data.stage = origin.step.stage;
  if (activity === 'comment') data.inReplyTo = `post-${Math.floor(own() * 10_000)}`;
  if (activity === 'post') data.audience = Math.floor(200 * Math.exp(1.5 * normal(own)));
  if (activity === 'reaction') data.reaction = own() < 0.9 ? 'like' : 'love';
  if (worded.includes(activity) && !byEmployee) Object.assign(data, wordsOf(own));
  if (activity === 'message') {
    const other = own() < 0.6 ? department : pick(departments, own());
    data.counterpart = { id: `${other}-${Math.floor(own() * staff.employees)}`, kind: 'employee', department: other };
  }
  const id = `${activity}:${index}:create`;
  const source = `https://example.com/${channel}`;
  const type = `polylog.${activity}.v1`;
  return { specversion: '1.0', id, source, type, time: new Date(time).toISOString(), data };
}

function employeeOf(department: string, random: () => number): InteractionData['actor'] {
  const number = Math.floor(random() ** 1.5 * staff.employees);
  return {
    id: `${department}-${number}`,
    kind: 'employee',
    department,
    ...(number < staff.managers && { manager: true }),
  };
}

function customerOf(activity: Activity, random: () => number): InteractionData['actor'] {
  // Few people write much and many write once.
  const id = `customer-${Math.floor(random() ** 2 * customers)}`;
  if (random() < 0.015) return { id: `partner-${Math.floor(random() * partners)}`, kind: 'partner' };
  return { id, kind: activity === 'enquiry' || activity === 'idea' ? 'customer' : 'public' };
}

function orderOf(times: Float64Array, seed: number, shuffled: boolean): Uint32Array {
  const order = Uint32Array.from(times.keys());
  if (!shuffled) return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const random = randomOf(seed + 4, 0);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

function pairs(departmentsOf: Record<string, string[]>): [string, string][] {
  return Object.entries(departmentsOf).flatMap(([channel, all]) => all.map((one): [string, string] => [channel, one]));
}

/** From a random number in [0, 1) to the index of a weight, as often as the weight says. */
function weightedDraw(weights: readonly number[]): (random: number) => number {
  const sums = weights.map((_, index) => weights.slice(0, index + 1).reduce((sum, weight) => sum + weight, 0));
  const sum = sums.at(-1) ?? 0;
  return (random) =>
    Math.max(
      0,
      sums.findIndex((bound) => random * sum < bound),
    );
}
