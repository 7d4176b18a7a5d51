import { describe, expect, it } from 'vitest';
import { compareTurns, conversationOf, episodesOf, type Turn, turnOf } from '../../shared/conversation.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';
import { type Contribution, changeThread, emptyContribution } from '../../shared/metrics/contribution.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { decodeHead, encodeHead } from '../../shared/store/conversation-item.ts';
import { interaction } from '../interactions.ts';

const minutes = 60_000;
const days = 24 * 60 * minutes;
const monday = Date.parse('2026-11-16T09:00:00Z');

const turn = (at: number, activity: Turn['activity'], over: Partial<Turn> = {}): Turn => ({
  at: monday + at,
  source: 'https://x.com/acme',
  id: `${activity}:${at}`,
  activity,
  direction: activity === 'enquiry' ? 'inbound' : 'outbound',
  kind: activity === 'enquiry' ? 'customer' : 'employee',
  department: 'service',
  channel: 'x',
  ...over,
});
const enquiry = (at: number, over?: Partial<Turn>) => turn(at, 'enquiry', over);
const reply = (at: number, over?: Partial<Turn>) => turn(at, 'reply', over);
const closed = (at: number, over?: Partial<Turn>) => turn(at, 'resolution', over);
const reopened = (at: number) => turn(at, 'resolution', { reopened: true });

/** Opened, replied, closed: in minutes since Monday, 9:00. */
const shape = (...turns: Turn[]) =>
  episodesOf(turns.toSorted(compareTurns)).map(({ openedAt, reply: first, closedAt }) =>
    [openedAt, first?.at, closedAt].map((at) => (at === undefined ? '-' : (at - monday) / minutes)).join(' '),
  );

describe('the first response', () => {
  it('is ten minutes, when a bot answered after five, and a human ten minutes after it was reopened five days later', () => {
    const turns = [
      enquiry(0),
      reply(5 * minutes, { kind: 'bot' }),
      closed(6 * minutes),
      reopened(5 * days),
      reply(5 * days + 10 * minutes),
    ];
    expect(shape(...turns)).toEqual(['0 - 6', '7200 7210 -']);
  });

  it('of an enquiry three years old that is answered now is three years', () => {
    expect(shape(enquiry(0), reply(1096 * days))).toEqual([`0 ${1096 * 24 * 60} -`]);
  });

  it('is the first of a human, not the last', () => {
    expect(shape(enquiry(0), reply(3 * minutes), reply(9 * minutes))).toEqual(['0 3 -']);
    expect(shape(enquiry(0), reply(2 * minutes, { kind: 'brand' }), reply(9 * minutes))).toEqual(['0 2 -']);
  });

  it.each([
    ['a reply before the enquiry', reply(-minutes)],
    ['a word of the customer', turn(minutes, 'comment', { direction: 'inbound', kind: 'customer' })],
    ['a word between colleagues', turn(minutes, 'message', { direction: 'internal' })],
    ['a reply between colleagues', reply(minutes, { direction: 'internal' })],
    ['a hand-over', turn(minutes, 'handover', { direction: 'internal' })],
    ['the answer of a bot', reply(minutes, { kind: 'bot' })],
  ])('is not %s', (_, other) => {
    expect(shape(enquiry(0), other)).toEqual(['0 - -']);
  });
});

describe('an episode', () => {
  it('keeps department and channel of its enquiry after a hand-over; the reply has its own', () => {
    const turns = [
      enquiry(0),
      turn(minutes, 'handover', { department: 'sales' }),
      reply(2 * minutes, { department: 'sales', channel: 'email' }),
    ];
    expect(episodesOf(turns)).toEqual([
      {
        openedAt: monday,
        department: 'service',
        channel: 'x',
        reply: { at: monday + 2 * minutes, department: 'sales', channel: 'email' },
      },
    ]);
  });

  it('closed without a reply is unanswered, whatever is said after', () => {
    expect(shape(enquiry(0), closed(5 * minutes), reply(6 * minutes))).toEqual(['0 - 5']);
  });

  it('begins once: more enquiries, or reopening what is open, change nothing', () => {
    expect(shape(enquiry(0), enquiry(minutes), reopened(2 * minutes), reply(3 * minutes))).toEqual(['0 3 -']);
  });

  it('begins again with each reopening, or with an enquiry after the closure', () => {
    const turns = [enquiry(0), closed(minutes), reopened(2 * minutes), closed(3 * minutes), enquiry(4 * minutes)];
    expect(shape(...turns)).toEqual(['0 - 1', '2 - 3', '4 - -']);
  });

  describe('of a talk that nobody closes', () => {
    const hours = 60 * minutes;
    const asks = (at: number) => enquiry(at, { reopensAfter: 24 });

    it('begins anew with what is asked a day after the last word, when the one before was answered', () => {
      const talk = [asks(0), reply(5 * minutes), asks(24 * hours + 5 * minutes), reply(26 * hours), asks(90 * days)];
      expect(shape(...talk)).toEqual(['0 5 -', '1445 1560 -', '129600 - -']);
    });

    it('goes on while somebody says something, whoever it is', () => {
      const bot = reply(20 * hours, { kind: 'bot' });
      expect(shape(asks(0), reply(minutes), bot, asks(25 * hours))).toEqual(['0 1 -']);
      expect(shape(asks(0), reply(minutes), asks(24 * hours), reply(25 * hours))).toEqual(['0 1 -']);
    });

    it('waits since its first enquiry, however late it is asked again', () => {
      expect(shape(asks(0), asks(3 * days), reply(4 * days))).toEqual(['0 5760 -']);
    });

    it('does not begin with an answer or with an enquiry that does not say so', () => {
      expect(shape(asks(0), reply(minutes), reply(3 * days), enquiry(9 * days))).toEqual(['0 1 -']);
    });

    it('is the same whatever came first, and keeps the hours when it is stored', () => {
      const pages = [{ first: '', turns: [asks(0), reply(minutes), asks(2 * days)] }];
      const stored = { id: 'c', revision: 1, generation: 2, pages };
      const item = encodeHead(stored, () => undefined, 1);
      expect(decodeHead(item).conversation).toEqual(stored);
      expect(item.x?.S).toContain(`"openedAt":${monday + 2 * days}`);
    });
  });

  it('ends once: closing what is closed changes nothing', () => {
    expect(shape(closed(-minutes), enquiry(0), closed(minutes), closed(2 * minutes))).toEqual(['0 - 1']);
  });

  it('does not begin with an enquiry that we made ourselves', () => {
    expect(shape(enquiry(0, { direction: 'outbound', kind: 'employee' }))).toEqual([]);
  });
});

describe('what an interaction is a turn of', () => {
  const of = (over: Parameters<typeof interaction>[0]) => conversationOf(interaction(over) as CountedInteraction);

  it('is the conversation it names, across sources; an enquiry without one is its own', () => {
    expect(of({ id: 'a', activity: 'reply', conversation: 'c:1', source: 'https://mail' })).toBe('c:1');
    expect(of({ id: 'a', activity: 'enquiry', conversation: 'c:1' })).toBe('c:1');
    expect(of({ id: 'a', activity: 'enquiry' })).toBe('https://x.com/acme a');
    expect(of({ id: 'a', activity: 'reply' })).toBeUndefined();
  });

  it('is none for a reaction, a view and the like', () => {
    for (const activity of ['reaction', 'view', 'share', 'follow', 'vote', 'stage'] as const) {
      expect(of({ id: 'a', activity, conversation: 'c:1' })).toBeUndefined();
    }
  });

  it('is told from a closure by its stage', () => {
    const said = (stage?: 'reopened' | 'closed') =>
      turnOf(interaction({ id: 'a', activity: 'resolution', ...(stage && { stage }) }) as CountedInteraction);
    expect(said('reopened').reopened).toBe(true);
    expect(said('closed').reopened).toBeUndefined();
    expect(said().reopened).toBeUndefined();
  });
});

describe('the cells of a conversation', () => {
  const context = foldContextOf(defaultOrganisation);
  const change = (before: Turn[], after: Turn[]): Contribution => {
    const contribution = emptyContribution();
    changeThread(contribution, 'c', before, after, context);
    return contribution;
  };
  const counters = ({ cells }: Contribution, address: string) => Object.fromEntries(cells.get(address) ?? []);

  it('count a three-year-old enquiry answered now this month by response, and then by enquiry', () => {
    const { cells } = change([], [enquiry(-1096 * days), reply(0)]);
    expect(counters({ cells, days: new Set(), people: new Map() }, 'R#d\n2026-11#service')).toEqual({
      '16r': 1,
      '16s': 1,
    });
    expect(counters({ cells, days: new Set(), people: new Map() }, 'R#d\n2023-11#service')).toEqual({
      '16e': 1,
      '16a': 1,
      '16d': 1,
    });
  });

  it('do not change when nothing that matters does', () => {
    const open = [enquiry(0), reply(minutes)];
    expect(change(open, [...open, reply(2 * minutes)]).cells.size).toBe(0);
  });

  it('are what they were when the turn that changed them goes', () => {
    const open = [enquiry(0)];
    const answered = [enquiry(0), reply(minutes)];
    const there = change(open, answered);
    const back = change(answered, open);
    expect(there.cells.size).toBeGreaterThan(0);
    const sums = [...there.cells].flatMap(([address, cell]) =>
      [...cell].map(([attribute, delta]) => delta + (back.cells.get(address)?.get(attribute) ?? 0)),
    );
    expect(new Set(sums)).toEqual(new Set([0]));
    expect(back.cells.size).toBe(there.cells.size);
  });

  it('of a hand-over stay where the enquiry was made, in every set', () => {
    const { cells } = change([], [enquiry(0), turn(1, 'handover', { department: 'sales' })]);
    const members = [...cells.keys()]
      .filter((address) => address.startsWith('R#'))
      .map((address) => address.split('#')[2]);
    expect(members.toSorted()).toEqual(['', 'service', 'service|x', 'x']);
  });
});
