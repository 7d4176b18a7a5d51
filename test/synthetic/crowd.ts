import type { Feed } from './feed.ts';
import { momentIn, weeks } from './moments.ts';
import { someoneOutside, wording } from './outside.ts';
import type { Random } from './random.ts';

const departments = ['marketing', 'marketing', 'communications', 'product', 'sales', 'service', 'hr', 'management'];
const channels = ['facebook', 'instagram', 'x', 'youtube', 'linkedin', 'mastodon', 'bluesky', 'tiktok', 'blog'];
const brand = { id: 'synthetic:brand:acme', kind: 'brand' as const };

/** Posts of ours with their audience, and what comes back: sampled views, reactions, shares, mentions, follows. */
export function drawACrowd(feed: Feed, random: Random): void {
  for (const week of weeks) {
    for (let count = 0; count < 30; count++) {
      const where = { department: random.pick(departments), channel: random.pick(channels) };
      const audience = random.chance(0.7) ? { audience: random.between(0, 40) * 250 } : {};
      feed.record('post', momentIn(week, random), { ...where, actor: brand, ...audience });
    }
    for (let count = 0; count < 75; count++) {
      const where = { department: random.pick(departments), channel: random.pick(channels) };
      const activity = random.pick(['view', 'view', 'reaction', 'reaction', 'share', 'mention', 'comment', 'follow']);
      const sampled = { view: [1, 10, 100], reaction: [1, 1, 5], mention: [1, 1, 3] }[activity] ?? [1];
      const rate = random.pick(sampled);
      feed.record(activity, momentIn(week, random), {
        ...where,
        actor: someoneOutside(random),
        ...(rate > 1 && { sampledRate: rate }),
        ...(activity === 'reaction' && { reaction: random.pick(['like', 'love']) }),
        ...(['mention', 'comment'].includes(activity) && wording(random)),
      });
    }
  }
}
