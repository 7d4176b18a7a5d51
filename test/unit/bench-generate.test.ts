import { expect, test } from 'vitest';
import { firstDay, generate } from '../../bench/generate.ts';
import { cloudEventSchema } from '../../shared/interaction.ts';

const text = (options: Parameters<typeof generate>[0]) => [...generate(options)].map((event) => JSON.stringify(event));

test('the same options give the same interactions, another seed others, shuffling only another order', () => {
  const all = text({ count: 2000 });
  expect(text({ count: 2000 })).toEqual(all);
  expect(text({ count: 2000, seed: 2 })).not.toEqual(all);
  const shuffled = text({ count: 2000, shuffled: true });
  expect(shuffled).not.toEqual(all);
  expect(shuffled.sort()).toEqual(all.sort());
});

test('spans the same 90 days whatever the count, ordered by time, over 22 pairs', () => {
  const events = [...generate({ count: 20_000 })];
  expect(events.every((event) => cloudEventSchema.safeParse(event).success)).toBe(true);
  const times = events.map(({ time }) => time);
  expect(times).toEqual([...times].sort());
  expect(times[0]?.slice(0, 10)).toBe(firstDay);
  expect(times.at(-1)?.slice(0, 10)).toBe('2025-04-05');
  expect(new Set(events.map(({ data }) => data.department)).size).toBe(7);
  expect(new Set(events.map(({ data }) => data.channel)).size).toBe(10);
  expect(new Set(events.map(({ data }) => `${data.department} ${data.channel}`)).size).toBe(22);
});

test('a reply comes after its enquiry, in the same conversation, department and channel', () => {
  const events = [...generate({ count: 5000 })];
  const enquiries = new Map(
    events.filter(({ type }) => type === 'polylog.enquiry.v1').map((event) => [event.data.conversation, event]),
  );
  const replies = events.filter(({ type }) => type === 'polylog.reply.v1');
  expect(replies.length).toBeGreaterThan(400);
  for (const { time, data } of replies) {
    const enquiry = enquiries.get(data.conversation);
    expect(enquiry && enquiry.time <= time).toBe(true);
    expect([enquiry?.data.department, enquiry?.data.channel]).toEqual([data.department, data.channel]);
  }
});

test('ideas of customers and employees take their steps in order, after their submission', () => {
  const events = [...generate({ count: 40_000 })];
  const ideas = events.filter(({ type }) => type === 'polylog.idea.v1');
  const kinds = ideas.map(({ data }) => data.actor.kind);
  expect(kinds).toContain('customer');
  expect(kinds).toContain('employee');
  const stagesOf = new Map<string, string[]>(ideas.map(({ data }) => [data.idea ?? '', []]));
  const submittedAt = new Map(ideas.map(({ data, time }) => [data.idea, time]));
  const steps = events.filter(({ type }) => type === 'polylog.stage.v1');
  for (const { data, time } of steps) {
    expect(time > (submittedAt.get(data.idea) ?? '~')).toBe(true);
    stagesOf.get(data.idea ?? '')?.push(data.stage ?? '');
  }
  const ways = new Set([...stagesOf.values()].map((stages) => stages.join(' ')));
  expect(ways).toContain('');
  expect(ways).toContain('reviewed declined');
  expect(ways).toContain('reviewed accepted started shipped told');
  for (const way of ways) {
    expect('reviewed accepted started shipped told'.startsWith(way) || way === 'reviewed declined').toBe(true);
  }
});

test('words from outside tell language and topics, not all of them a sentiment; few interactions are of partners', () => {
  const events = [...generate({ count: 20_000 })];
  const worded = events.filter(({ data }) => data.worded);
  expect(worded.every(({ data }) => data.actor.kind !== 'employee' && data.language !== undefined)).toBe(true);
  const share = (some: typeof events, all: typeof events) => some.length / all.length;
  const scored = worded.filter(({ data }) => data.sentiment !== undefined);
  expect(share(scored, worded)).toBeCloseTo(0.7, 1);
  expect(Math.max(...worded.map(({ data }) => data.topics?.length ?? 0))).toBe(3);
  const ofPartners = events.filter(({ data }) => data.actor.kind === 'partner');
  expect(share(ofPartners, events)).toBeCloseTo(0.01, 2);
});
