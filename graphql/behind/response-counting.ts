import { conversationOf, type Episode } from '../../shared/conversation.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import type { ResponseMeasure } from '../../shared/metrics/metric.ts';
import { dueOf, dueQuarter } from '../../shared/metrics/response.ts';
import type { Activity } from '../../shared/vocabulary.ts';
import { quarterMs } from '../../shared/zone.ts';
import type { Attribution } from '../plan/report.ts';
import type { Counting, ReportPart } from './counting.ts';
import { episodeAnsweredBy, episodeOpenedBy } from './episode-of-turn.ts';

/** Whether a value rests on the replies: rates and the backlog are those of enquiries, whatever the report asks for. */
export const isByReply = ({ value }: ResponseMeasure, attributeTo: Attribution): boolean =>
  attributeTo === 'RESPONSE' && (value === 'answered' || typeof value === 'object');

/** What decides which episodes count, beside where and when they are counted. */
export interface EpisodeScope {
  attributeTo: Attribution;
  part: ReportPart;
  /** Epoch milliseconds. */
  asOf: number;
  /** The backlog is that of its end, epoch milliseconds. */
  span: { end: number };
  context: FoldContext;
}

/** Which episodes a response value counts; `dueOf` says when an answer is due. */
export function episodesCounted<E extends Episode>(
  measure: ResponseMeasure,
  { attributeTo, part, asOf, span }: EpisodeScope,
  dueOf: (episode: E) => number | undefined,
): (episode: E) => boolean {
  const { value } = measure;
  const answered = ({ reply }: E) => reply !== undefined;
  if (value === 'answered' || isByReply(measure, attributeTo)) return answered;
  if (value === 'responseRate') return part === 'ALL' ? () => true : answered;
  if (value === 'overdue') return (episode) => isOverdue(episode, dueOf(episode), span.end);
  if (value === 'withinTarget') {
    return (episode) => {
      const due = dueOf(episode);
      if (due === undefined || dueQuarter(due) > Math.floor(asOf / quarterMs)) return false;
      return part === 'ALL' || (episode.reply !== undefined && episode.reply.at <= due);
    };
  }
  return part === 'ALL' ? (episode) => answered(episode) || episode.closedAt === undefined : answered;
}

/** Due before an instant, and neither answered nor closed before it. */
function isOverdue({ reply, closedAt }: Episode, due: number | undefined, end: number): boolean {
  if (due === undefined || due >= end) return false;
  const ended = reply?.at ?? closedAt;
  return ended === undefined || ended >= end;
}

/** The interactions of these episodes: the enquiries (or reopenings) that opened them, or their first replies. */
export function responseCounting(measure: ResponseMeasure, scope: EpisodeScope): Counting {
  const counted = episodesCounted(measure, scope, (episode) => dueOf(episode, scope.context));
  const byReply = isByReply(measure, scope.attributeTo);
  const find = byReply ? episodeAnsweredBy : episodeOpenedBy;
  const turning: readonly Activity[] = byReply ? ['reply'] : ['enquiry', 'resolution'];
  return {
    weightOf: (interaction) =>
      turning.includes(interaction.activity) && conversationOf(interaction) !== undefined ? 1 : undefined,
    thread: {
      of: conversationOf,
      counts(interaction, turns) {
        const found = find(turns, interaction);
        return found !== undefined && counted(found.episode);
      },
    },
  };
}
