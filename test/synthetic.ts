import type { CloudEvent } from '../shared/interaction.ts';
import { amend } from './synthetic/amendments.ts';
import { talkOutside } from './synthetic/conversations.ts';
import { drawACrowd } from './synthetic/crowd.ts';
import { createFeed } from './synthetic/feed.ts';
import { haveIdeas } from './synthetic/ideas.ts';
import { workInside } from './synthetic/inside.ts';
import { hourMs } from './synthetic/moments.ts';
import { type Random, randomOf } from './synthetic/random.ts';
import { hireStaff } from './synthetic/staff.ts';

/**
 * About fifteen thousand wire CloudEvents, one JSON text each, in the order of delivery: made up, the same in every run,
 * and saying so (`urn:polylog:synthetic:…`). They fill what real data leave empty: twenty weeks of seven departments,
 * people, ideas and internal words, with everything that goes wrong on the way.
 */
export function syntheticLines(seed = 20260302): string[] {
  const random = randomOf(seed);
  const feed = createFeed();
  const staff = hireStaff(random);
  workInside(feed, staff, random);
  talkOutside(feed, staff, random);
  drawACrowd(feed, random);
  haveIdeas(feed, staff, random);
  amend(feed, random);
  const sent = feed.events.flatMap((event) => (random.chance(0.04) ? [event, inAnotherZone(event), event] : [event]));
  return delivered(sent, random).map((event) => JSON.stringify(event));
}

/** The same instant, spelt with the offset of Berlin's summer: the same content. */
function inAnotherZone(event: CloudEvent): CloudEvent {
  return { ...event, time: new Date(Date.parse(event.time) + 2 * hourMs).toISOString().replace('Z', '+02:00') };
}

/** By time, roughly: most arrive at once, some days late, so also an edit before what it changes. */
function delivered(events: CloudEvent[], random: Random): CloudEvent[] {
  return events
    .map((event) => ({
      event,
      arrival: Date.parse(event.time) + (random.chance(0.2) ? random.between(0, 240) * hourMs : 0),
    }))
    .sort((a, b) => a.arrival - b.arrival)
    .map(({ event }) => event);
}
