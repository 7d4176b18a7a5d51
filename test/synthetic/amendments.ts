import type { CloudEvent } from '../../shared/interaction.ts';
import type { Feed } from './feed.ts';
import { hourMs } from './moments.ts';
import type { Random } from './random.ts';

const departments = ['marketing', 'sales', 'communications', 'product', 'service', 'hr', 'management'];

/**
 * What happens to what was sent: conflicting bodies (a later one wins; none at the same instant), edits that move it or
 * change what is said, a second edit, retractions, and an id that two sources use.
 */
export function amend(feed: Feed, random: Random): void {
  const originals = [...feed.events];
  for (const original of originals) {
    const dice = random.next();
    if (dice < 0.012) conflict(feed, original, random);
    else if (dice < 0.034) edit(feed, original, random);
    else if (dice < 0.052) retract(feed, original, random);
    if (dice < 0.003 || (dice > 0.03 && dice < 0.037)) edit(feed, original, random);
  }
  for (const channel of ['x', 'email', 'forum']) {
    const actor = { id: 'synthetic:customer:7', kind: 'customer' as const };
    feed.record(
      'enquiry',
      Date.parse('2026-04-22T09:00:00Z'),
      { channel, department: 'service', actor },
      'synthetic:same',
    );
  }
}

function conflict({ events }: Feed, original: CloudEvent, random: Random): void {
  const at = Date.parse(original.time) + random.pick([-1, 1]) * random.between(1_000, 3 * hourMs);
  const department = random.chance(0.4) ? random.pick(departments) : original.data.department;
  events.push({ ...original, time: new Date(at).toISOString(), data: { ...original.data, department } });
}

function edit({ events }: Feed, original: CloudEvent, random: Random): void {
  const { channel, department, actor, sentiment, audience, counterpart } = original.data;
  const id = `${original.id}:edit:${events.length}`;
  const at = Date.parse(original.time) + random.between(1, 400) * hourMs;
  events.push({
    ...original,
    id,
    type: 'polylog.edit.v1',
    time: new Date(at).toISOString(),
    data: {
      target: original.id,
      channel: random.chance(0.2) ? random.pick(['x', 'email', 'forum', 'slack']) : channel,
      department: random.chance(0.5) ? random.pick(departments) : department,
      actor,
      ...(sentiment !== undefined && random.chance(0.6) && { sentiment: -sentiment, language: 'en' }),
      ...(sentiment !== undefined && random.chance(0.2) && { text: '0815 4711' }),
      ...(audience !== undefined && { audience: audience + 100 }),
      ...(counterpart?.department !== undefined &&
        random.chance(0.5) && { counterpart: { ...counterpart, department: 'product' } }),
    },
  });
}

function retract({ events }: Feed, original: CloudEvent, random: Random): void {
  const { channel, department, actor } = original.data;
  const at = Date.parse(original.time) + random.between(1, 100) * hourMs;
  const data = { target: original.id, channel, department, actor };
  const id = `${original.id}:retraction`;
  events.push({ ...original, id, type: 'polylog.retraction.v1', time: new Date(at).toISOString(), data });
}
