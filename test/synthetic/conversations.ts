import type { CloudEvent } from '../../shared/interaction.ts';
import { actorOf, type Feed } from './feed.ts';
import { dayMs, hourMs, momentIn, weeks } from './moments.ts';
import { someoneOutside, wording } from './outside.ts';
import type { Random } from './random.ts';
import type { Staff } from './staff.ts';

/** Conversations that begin in each week, by department. */
const each: [string, number, string[]][] = [
  ['service', 24, ['x', 'facebook', 'email', 'phone', 'form']],
  ['sales', 10, ['linkedin', 'phone', 'email', 'store']],
  ['marketing', 8, ['instagram', 'facebook', 'email']],
  ['communications', 6, ['x', 'mastodon', 'letter']],
  ['product', 7, ['forum', 'github', 'email']],
  ['hr', 3, ['linkedin', 'email']],
  ['management', 3, ['linkedin', 'letter']],
];

const brand = { id: 'synthetic:brand:acme', kind: 'brand' as const };
const bot = { id: 'synthetic:bot:helper', kind: 'bot' as const };

/** Customers ask, remark and praise; bots, people and accounts of ours answer, hand over, close and reopen. */
export function talkOutside(feed: Feed, staff: Staff, random: Random): void {
  for (const week of weeks) {
    for (const [department, count, channels] of each) {
      for (let index = 0; index < count; index++) {
        const at = momentIn(week, random);
        talk(feed, staff, random, {
          at,
          department,
          channel: random.pick(channels),
          name: `${department}:${week}:${index}`,
        });
      }
    }
  }
}

interface Opening {
  at: number;
  department: string;
  channel: string;
  name: string;
}

function talk(feed: Feed, staff: Staff, random: Random, { at, department, channel, name }: Opening): void {
  const actor = someoneOutside(random);
  const where = { channel, department };
  if (random.chance(0.12)) {
    feed.record('enquiry', at, { ...where, actor, ...wording(random) });
    return;
  }
  const conversation = `synthetic:conversation:${name}`;
  const opening = random.chance(0.75) ? 'enquiry' : random.pick(['comment', 'mention', 'post', 'message']);
  const direction = opening === 'message' ? { direction: 'inbound' as const } : {};
  feed.record(opening, at, { ...where, actor, conversation, ...direction, ...wording(random) });
  let now = at + random.between(1, 20) * 60_000;
  const say = (activity: string, who: CloudEvent['data']['actor'], more: object = {}) => {
    feed.record(activity, now, { ...where, actor: who, conversation, ...more });
    now += Math.floor(random.next() ** 3 * 3 * dayMs) + random.between(1_000, hourMs);
  };
  const ours = () => {
    const employee = random.chance(0.75) ? staff.someone(department, now) : undefined;
    return employee
      ? actorOf(employee, now)
      : random.chance(0.1)
        ? { id: 'synthetic:partner:3', kind: 'partner' as const }
        : brand;
  };
  const reply = () => {
    const who = ours();
    say('reply', who, who.kind === 'partner' ? { direction: 'outbound' } : {});
  };
  if (random.chance(0.25)) say('reply', bot);
  if (random.chance(0.08)) say('handover', ours());
  if (random.chance(0.82)) reply();
  if (random.chance(0.35)) say(random.pick(['comment', 'enquiry']), actor, wording(random));
  if (random.chance(0.2)) reply();
  if (!random.chance(0.6)) return;
  say('resolution', ours(), random.chance(0.5) ? { stage: 'closed' } : {});
  if (!random.chance(0.15)) return;
  now += random.between(1, 12) * dayMs;
  say('resolution', actor, { stage: 'reopened' });
  if (random.chance(0.3)) say('reply', bot);
  if (random.chance(0.7)) reply();
}
