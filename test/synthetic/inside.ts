import { actorOf, type Feed } from './feed.ts';
import { weeks, workingMomentIn } from './moments.ts';
import type { Random } from './random.ts';
import { departmentOf, type Employee, type Staff } from './staff.ts';

/** Who writes to whom across departments, and how often of a hundred; who is not listed here does not. */
const bridges: Record<string, [string, number][]> = {
  marketing: [
    ['sales', 20],
    ['communications', 15],
    ['product', 4],
  ],
  sales: [
    ['marketing', 18],
    ['service', 12],
    ['management', 1],
  ],
  communications: [
    ['marketing', 20],
    ['management', 6],
    ['hr', 3],
  ],
  product: [
    ['service', 15],
    ['sales', 8],
    ['marketing', 5],
  ],
  service: [
    ['product', 25],
    ['sales', 10],
    ['communications', 1],
  ],
  hr: [['management', 10]],
  management: [
    ['hr', 12],
    ['sales', 10],
    ['marketing', 8],
    ['product', 3],
  ],
};

const socialChannels = ['linkedin', 'x', 'blog'];

/** What employees do with each other, and in public: messages, pages, meetings, posts, shares and comments. */
export function workInside(feed: Feed, staff: Staff, random: Random): void {
  for (const week of weeks) {
    for (const employee of staff.all) {
      const moments = Array.from({ length: random.between(3, 6) }, () => workingMomentIn(week, random));
      for (const at of moments) {
        if (staff.working(departmentOf(employee, at), at).includes(employee)) act(employee, at, feed, staff, random);
      }
    }
  }
}

function act(employee: Employee, at: number, feed: Feed, staff: Staff, random: Random): void {
  const own = departmentOf(employee, at);
  const actor = actorOf(employee, at);
  const department = employee.silent || random.chance(0.9) ? own : random.pick(['sales', 'service', 'hr']);
  const isAmbassador = employee.number % 3 === 0;
  const dice = random.next();
  if (dice < 0.62) {
    const channel = random.chance(0.7) ? 'slack' : random.pick(['mail', 'teams']);
    const to = addressee(employee, own, random);
    const colleague = to === undefined ? undefined : staff.someone(to, at);
    const counterpart = colleague && { id: colleague.id, kind: 'employee' as const, department: to };
    feed.record('message', at, { channel, department, actor, ...(counterpart && { counterpart }) });
  } else if (dice < 0.76) {
    feed.record('contribution', at, { channel: random.pick(['wiki', 'files']), department, actor });
  } else if (dice < 0.82) {
    // A remark on the intranet is inside when it says so.
    const counterpart = { department: random.pick([own, own, 'product']) };
    feed.record('comment', at, { channel: 'intranet', department, actor, direction: 'internal', counterpart });
  } else if (isAmbassador) {
    const activity = random.pick(['post', 'share', 'comment']);
    const audience = activity === 'post' && random.chance(0.5) ? { audience: random.between(50, 900) } : {};
    feed.record(activity, at, { channel: random.pick(socialChannels), department, actor, ...audience });
  } else {
    feed.record(random.pick(['reaction', 'view', 'follow']), at, {
      channel: random.pick(socialChannels),
      department,
      actor,
    });
  }
}

/** The department a message goes to: mostly the own one. Two people of hr alone ever write to sales. */
function addressee(employee: Employee, own: string, random: Random): string | undefined {
  if (own === 'hr' && employee.number < 2 && random.chance(0.3)) return 'sales';
  let dice = random.between(0, 99);
  for (const [to, share] of bridges[own] ?? []) {
    if (dice < share) return to;
    dice -= share;
  }
  return dice < 8 ? undefined : own;
}
