import { actorOf, type Feed } from './feed.ts';
import { dayMs, end, momentIn, weeks } from './moments.ts';
import { someoneOutside, wording } from './outside.ts';
import type { Random } from './random.ts';
import type { Staff } from './staff.ts';

const places: [string, string][] = [
  ['product', 'forum'],
  ['product', 'github'],
  ['product', 'stackexchange'],
  ['marketing', 'facebook'],
  ['service', 'email'],
  ['sales', 'email'],
  ['communications', 'blog'],
  ['hr', 'intranet'],
  ['management', 'wiki'],
];
const chain = ['reviewed', 'accepted', 'started', 'shipped', 'told'] as const;
const brand = { id: 'synthetic:brand:acme', kind: 'brand' as const };

/** Ideas of customers and employees: seconded, voted for, and moved through their stages; some skip one, some end. */
export function haveIdeas(feed: Feed, staff: Staff, random: Random): void {
  for (const week of weeks) {
    for (let index = 0; index < 16; index++) haveIdea(feed, staff, random, week, `synthetic:idea:${week}:${index}`);
  }
  const stray = { channel: 'forum', department: 'product', actor: brand, idea: 'synthetic:idea:nobody-had' };
  feed.record('stage', momentIn(3, random), { ...stray, stage: 'shipped' });
}

function haveIdea(feed: Feed, staff: Staff, random: Random, week: number, idea: string): void {
  const [department, channel] = random.pick(places);
  const at = momentIn(week, random);
  const where = { department, channel };
  const employee = random.chance(0.4) ? staff.someone(department, at) : undefined;
  const actor = employee ? actorOf(employee, at) : someoneOutside(random);
  if (random.chance(0.06)) {
    feed.record('idea', at, { ...where, actor, ...wording(random) });
    return;
  }
  feed.record('idea', at, { ...where, actor, idea, ...wording(random) });
  if (random.chance(0.08)) {
    feed.record('idea', at + 2 * dayMs, {
      department: 'product',
      channel: 'forum',
      actor: someoneOutside(random),
      idea,
    });
  }
  for (let votes = random.between(0, 2); votes > 0; votes--) {
    feed.record('vote', at + random.between(1, 5) * dayMs, { ...where, actor: someoneOutside(random), idea });
  }
  let now = at;
  const move = (stage: (typeof chain)[number] | 'declined') => {
    const who = staff.someone('product', now);
    const told = { department: 'product', channel: 'forum', actor: who ? actorOf(who, now) : brand, idea, stage };
    feed.record('stage', now, told);
  };
  // Before it was submitted: nothing of the idea's story.
  if (random.chance(0.03)) feed.record('stage', at - dayMs, { ...where, actor: brand, idea, stage: 'accepted' });
  for (const stage of chain) {
    now += Math.floor((0.2 + random.next() * 9) * dayMs);
    // Staff is known for the twenty weeks only; what comes later is done by the company's account.
    if (now > end) return;
    if (random.chance(0.12)) {
      move('declined');
      if (random.chance(0.2)) move('told');
      return;
    }
    if (random.chance(0.2)) return;
    if (random.chance(0.18)) continue;
    move(stage);
    if (random.chance(0.1)) feed.record('stage', now + dayMs, { ...where, actor: brand, idea, stage });
  }
}
