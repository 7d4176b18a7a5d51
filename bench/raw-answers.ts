import type { CloudEvent } from '../shared/interaction.ts';
import { defaultOrganisation } from '../shared/organisation.ts';
import type { Zone } from '../shared/zone.ts';
import { firstDay } from './generate.ts';

/** The last day of the whole weeks among the generated days. */
const lastSunday = '2025-03-30';

export interface SocialShareAnswer {
  socialShare: { points: { month: string; actual: number | null }[] };
}
export interface CollaborationAnswer {
  collaboration: {
    cells: { from: { id: string }; to: { id: string }; interactions: number | null; withheld: boolean }[];
  };
}
export interface IdeaFunnelAnswer {
  ideaFunnel: { steps: { stage: string; count: number | null }[] };
}

const kindOf = new Map(defaultOrganisation.channels.map(({ id, kind }) => [id, kind]));

/** Answers the other questions from the events themselves. */
export function createRawAnswers(home: Zone) {
  const months = new Map<string, { social: number; all: number }>();
  const pairs = { weeks: new Map<string, number>(), all: new Map<string, number>() };
  const stages = new Map<string, number>();
  return {
    add({ type, time, data: { department, channel, actor, worded, counterpart, stage, direction } }: CloudEvent): void {
      const day = home.dayOf(Date.parse(time));
      const kind = kindOf.get(channel);
      if (worded && actor.kind !== 'employee' && direction !== 'internal' && kind !== 'internal') {
        const month = months.get(`${day.slice(0, 7)}-01`) ?? { social: 0, all: 0 };
        months.set(`${day.slice(0, 7)}-01`, month);
        month.all++;
        if (kind === 'social') month.social++;
      }
      if (type === 'polylog.message.v1') {
        const pair = `${actor.department ?? department} ${counterpart?.department}`;
        count(pairs.all, pair);
        if (day >= firstDay && day <= lastSunday) count(pairs.weeks, pair);
      }
      if (type === 'polylog.idea.v1') count(stages, 'submitted');
      else if (stage !== undefined && stage !== 'declined') count(stages, stage);
    },
    socialShareDifferences({ socialShare: { points } }: SocialShareAnswer): string[] {
      return [...months].flatMap(([month, { social, all }]) => {
        const is = points.find((point) => point.month === month)?.actual ?? Number.NaN;
        return Math.abs(is - social / all) < 1e-9
          ? []
          : [`socialShare ${month}: ${social / all} counted, ${is} reported`];
      });
    },
    collaborationDifferences({ collaboration: { cells } }: CollaborationAnswer, days: keyof typeof pairs): string[] {
      return cells.flatMap(({ from, to, interactions, withheld }) => {
        const should = pairs[days].get(`${from.id} ${to.id}`) ?? 0;
        if (withheld || interactions === should) return [];
        return [`collaboration ${from.id} to ${to.id}: ${should} counted, ${interactions} reported`];
      });
    },
    ideaFunnelDifferences({ ideaFunnel: { steps } }: IdeaFunnelAnswer): string[] {
      return steps.flatMap(({ stage, count: is }) => {
        const should = stages.get(stage) ?? 0;
        return is === should ? [] : [`ideaFunnel ${stage}: ${should} counted, ${is} reported`];
      });
    },
  };
}

const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
