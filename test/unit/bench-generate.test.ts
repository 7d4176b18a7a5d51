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
