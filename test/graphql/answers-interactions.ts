import type { Interaction } from '../../shared/interaction.ts';
import { addDays } from '../../shared/zone.ts';
import { interaction } from '../interactions.ts';

/** Mondays of the thirteen whole weeks before Wednesday, 24 June 2026. */
export const mondays = Array.from({ length: 13 }, (_, week) => addDays('2026-03-23', 7 * week));

const employee = (department: string, n: number) => ({
  id: `p_${department}${n}`,
  kind: 'employee' as const,
  department,
});
const people = (count: number) => Array.from({ length: count }, (_, n) => n);

/** In each week so many of one department each write to another. */
const writing = (from: string, to: string, count: number): Interaction[] =>
  mondays.flatMap((monday) =>
    people(count).map((n) =>
      interaction({
        id: `m:${from}:${to}:${monday}:${n}`,
        activity: 'message',
        channel: 'slack',
        department: from,
        time: `${monday}T09:0${n}:00.000Z`,
        actor: employee(from, n),
        counterpart: { department: to },
      }),
    ),
  );

/** A service that answers everything in ten minutes, on two social channels, and posts each week. */
const answering: Interaction[] = mondays.flatMap((monday) =>
  ['x', 'forum'].flatMap((channel) => {
    const conversation = `c:${channel}:${monday}`;
    return [
      interaction({
        id: `e:${conversation}`,
        activity: 'enquiry',
        channel,
        conversation,
        time: `${monday}T10:00:00.000Z`,
      }),
      interaction({
        id: `r:${conversation}`,
        activity: 'reply',
        channel,
        conversation,
        time: `${monday}T10:10:00.000Z`,
        actor: employee('service', 0),
      }),
      interaction({ id: `p:${conversation}`, channel, time: `${monday}T11:00:00.000Z`, actor: employee('service', 1) }),
    ];
  }),
);

/** Sales is rung up: less often from month to month. */
const ringing: Interaction[] = [
  ['2026-03', 20],
  ['2026-04', 15],
  ['2026-05', 10],
].flatMap(([month, count]) =>
  people(count as number).map((n) =>
    interaction({
      id: `phone:${month}:${n}`,
      activity: 'enquiry',
      channel: 'phone',
      department: 'sales',
      time: `${month}-${n + 10}T12:00:00.000Z`,
    }),
  ),
);

/** Customers post in marketing's channel; marketing itself does not. */
const praised: Interaction[] = mondays.map((monday) =>
  interaction({
    id: `praise:${monday}`,
    channel: 'facebook',
    department: 'marketing',
    time: `${monday}T12:00:00.000Z`,
  }),
);

const idea = (id: string, department: string, kind: 'customer' | 'employee', stages: [string, string][] = []) => [
  interaction({
    id: `idea:${id}`,
    activity: 'idea',
    channel: 'forum',
    department,
    idea: id,
    time: '2026-04-01T10:00:00.000Z',
    actor: { id: `p_${id}`, kind },
  }),
  ...stages.map(([stage, day]) =>
    interaction({
      id: `stage:${id}:${stage}`,
      activity: 'stage',
      channel: 'forum',
      department,
      idea: id,
      stage: stage as 'shipped',
      time: `${day}T10:00:00.000Z`,
      actor: { id: 'p_editor', kind: 'brand' },
    }),
  ),
];

/** Four ideas of customers at service; three of employees at product, six at sales. */
const ideas: Interaction[] = [
  ...idea('a', 'service', 'customer', [
    ['reviewed', '2026-04-03'],
    ['shipped', '2026-04-21'],
    ['told', '2026-04-22'],
  ]),
  ...idea('b', 'service', 'customer', [
    ['reviewed', '2026-04-05'],
    ['declined', '2026-04-06'],
  ]),
  ...idea('c', 'service', 'customer', [['accepted', '2026-04-11']]),
  ...idea('d', 'service', 'customer'),
  ...people(3).flatMap((n) => idea(`product${n}`, 'product', 'employee')),
  ...people(6).flatMap((n) => idea(`sales${n}`, 'sales', 'employee')),
];

/** What the four answers are counted from in their tests. */
export const answersInteractions: readonly Interaction[] = [
  ...answering,
  ...ringing,
  ...praised,
  ...ideas,
  ...writing('service', 'sales', 6),
  ...writing('service', 'product', 6),
  ...writing('sales', 'service', 6),
  ...writing('sales', 'sales', 8),
  // Two senders are too few, and these four pairs share rows and columns.
  ...writing('hr', 'management', 2),
  ...writing('hr', 'communications', 5),
  ...writing('product', 'management', 5),
  ...writing('product', 'communications', 5),
];
