import type { CloudEvent, InteractionData } from '../shared/interaction.ts';
import type { Activity } from '../shared/vocabulary.ts';

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
  ['view', 0.1],
  ['comment', 0.12],
  ['mention', 0.07],
  ['share', 0.06],
  ['post', 0.1],
  ['enquiry', 0.12],
  ['reply', 0.1],
  ['message', 0.13],
];
const departments = ['marketing', 'sales', 'communications', 'product', 'service', 'hr', 'management'];
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
const employees = 60;

/**
 * The same interactions for the same options: seven departments, ten channels, 22 pairs of them, in a daily and weekly
 * rhythm over the same days whatever the count. Five of six enquiries are answered, after a log-normal delay (median 45
 * minutes). Needs 9 bytes of memory for each interaction.
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
  const answers = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const random = randomOf(seed, index);
    kinds[index] = activityOf(random());
    times[index] = start + dayOf(random()) * day + hourOf(random()) * hour + Math.floor(random() * hour);
    if (share[kinds[index] ?? 0]?.[0] === 'enquiry') enquiries.push(index);
  }
  let reply = 0;
  for (let index = 0; index < count; index += 1) {
    const enquiry = enquiries[reply];
    if (share[kinds[index] ?? 0]?.[0] !== 'reply' || enquiry === undefined) continue;
    const asked = times[enquiry] ?? start;
    const random = randomOf(seed + 1, index);
    const delay = 45 * 60_000 * Math.exp(1.4 * normal(random));
    times[index] = asked + Math.floor(asked + delay < end ? delay : random() * (end - asked));
    answers.set(index, enquiry);
    reply += 1;
  }
  for (const index of orderOf(times, seed, shuffled)) {
    const activity = share[kinds[index] ?? 0]?.[0] ?? 'view';
    yield interaction(index, activity, times[index] ?? start, answers.get(index), seed);
  }
}

function interaction(
  index: number,
  drawn: Activity,
  time: number,
  enquiry: number | undefined,
  seed: number,
): CloudEvent {
  // A reply that is left without an enquiry (a very short run) becomes a comment.
  const activity = drawn === 'reply' && enquiry === undefined ? 'comment' : drawn;
  const random = randomOf(seed + 2, enquiry ?? index);
  const own = randomOf(seed + 3, index);
  const asked = activity === 'enquiry' || activity === 'reply';
  const [channel, department] = pick(
    asked ? servicePairs : activity === 'message' ? internalPairs : socialPairs,
    random(),
  );
  const data: InteractionData = { channel, department, actor: actorOf(activity, department, own) };
  if (asked) data.conversation = `conversation-${enquiry ?? index}`;
  if (activity === 'comment') data.inReplyTo = `post-${Math.floor(own() * 10_000)}`;
  if (activity === 'post') data.audience = Math.floor(200 * Math.exp(1.5 * normal(own)));
  if (activity === 'reaction') data.reaction = own() < 0.9 ? 'like' : 'love';
  if (['comment', 'mention', 'enquiry'].includes(activity)) {
    data.language = own() < 0.6 ? 'de' : 'en';
    if (own() < 0.7) data.sentiment = Math.round((own() * 2 - 1) * 100) / 100;
  }
  if (activity === 'message') {
    const other = own() < 0.6 ? department : pick(departments, own());
    data.counterpart = { id: `${other}-${Math.floor(own() * employees)}`, kind: 'employee', department: other };
  }
  const id = `${activity}:${index}:create`;
  const source = `https://example.com/${channel}`;
  const type = `polylog.${activity}.v1`;
  return { specversion: '1.0', id, source, type, time: new Date(time).toISOString(), data };
}

function actorOf(activity: Activity, department: string, random: () => number): InteractionData['actor'] {
  if (activity === 'reply' || activity === 'message' || activity === 'post') {
    const number = Math.floor(random() ** 1.5 * employees);
    return { id: `${department}-${number}`, kind: 'employee', department, ...(number < 5 && { manager: true }) };
  }
  // Few people write much and many write once.
  return {
    id: `customer-${Math.floor(random() ** 2 * customers)}`,
    kind: activity === 'enquiry' ? 'customer' : 'public',
  };
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

function pick<T>(all: readonly T[], random: number): T {
  const one = all[Math.floor(random * all.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
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

/** Box and Muller: a standard normal number from two uniform ones. */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** mulberry32: random numbers in [0, 1) that depend on nothing but the seed and the index. */
function randomOf(seed: number, index: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
