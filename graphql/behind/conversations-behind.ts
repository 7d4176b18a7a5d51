import { conversationOf } from '../../shared/conversation.ts';
import { ApiError } from '../../shared/errors.ts';
import type { ResponseMeasure } from '../../shared/metrics/metric.ts';
import { dueOf } from '../../shared/metrics/response.ts';
import type { Connection, PageRequest } from '../../shared/store/connection.ts';
import type { IndexedEpisode } from '../../shared/store/conversation-item.ts';
import type { EpisodeStatus } from '../../shared/store/keys.ts';
import { quarterMs } from '../../shared/zone.ts';
import type { AnsweredReport } from '../answered-report.ts';
import type { ApiContext } from '../context.ts';
import { visibleDepartments } from '../permissions.ts';
import type { ReportRow } from '../plan/report.ts';
import { departmentsBehind } from './departments-behind.ts';
import { episodeAnsweredBy } from './episode-of-turn.ts';
import type { AskedBehind } from './interactions-behind.ts';
import { episodesCounted, isByReply } from './response-counting.ts';
import { type RowScope, scopeOfRow } from './row-scope.ts';
import { toldValue } from './told-value.ts';

type Asking = Pick<ApiContext, 'viewer' | 'directory' | 'deps'>;

/**
 * A page of the conversations that a part of a response value is made of, newest first: by their enquiry, or by their reply
 * where the value is. Throws `UNSUPPORTED_METRIC` for metrics that do not count enquiries.
 */
export async function conversationsBehind(
  row: ReportRow,
  { metric: id, part }: AskedBehind,
  page: PageRequest,
  report: AnsweredReport,
  context: Asking,
): Promise<Connection<IndexedEpisode>> {
  const { metric } = toldValue(row, id);
  const { measure } = metric;
  if (measure.family !== 'response') {
    throw new ApiError('UNSUPPORTED_METRIC', `metric: ${id} is not made of enquiries: ask for its \`interactions\`.`);
  }
  const scope = { ...scopeOfRow(row, metric, report, context.directory.foldContext), part };
  const departments = departmentsBehind(row, report.request.filter, false, context);
  const list = isByReply(measure, scope.attributeTo) ? byReply : byEnquiry;
  return list(measure, scope, departments, page, context);
}

type EpisodeRow = RowScope & Pick<AskedBehind, 'part'>;

function byEnquiry(
  measure: ResponseMeasure,
  scope: EpisodeRow,
  departments: readonly string[],
  page: PageRequest,
  { deps }: Asking,
): Promise<Connection<IndexedEpisode>> {
  const { span, selection } = scope;
  const counted = episodesCounted<IndexedEpisode>(measure, scope, ({ dueAt }) => dueAt);
  const counts = (episode: IndexedEpisode) => selection.inChannel(episode.channel) && counted(episode);
  const query = { span, departments, statuses: statusesOf(measure, scope), counts };
  return deps.drillDown.episodesIn(query, page, scope.context);
}

/** The backlog of an earlier day waits no more, so it has to be looked for everywhere. */
function statusesOf({ value }: ResponseMeasure, { part, asOf, span }: EpisodeRow): EpisodeStatus[] {
  const isNow = span.end >= Math.floor(asOf / quarterMs) * quarterMs;
  if (value === 'overdue') return isNow ? ['waiting'] : ['waiting', 'answered', 'closed'];
  if (value === 'answered' || (part === 'NUMERATOR' && value !== 'withinTarget')) return ['answered'];
  return typeof value === 'object' ? ['answered', 'waiting'] : ['answered', 'waiting', 'closed'];
}

/** Found by the replies, so those of departments that a viewer may not see have to be left out. */
function byReply(
  measure: ResponseMeasure,
  scope: EpisodeRow,
  departments: readonly string[],
  page: PageRequest,
  { deps, viewer }: Asking,
): Promise<Connection<IndexedEpisode>> {
  const { span, selection, context } = scope;
  const counted = episodesCounted(measure, scope, () => undefined);
  const visible = viewer && visibleDepartments(viewer);
  return deps.drillDown.listInThreads<IndexedEpisode>(
    {
      span,
      departments,
      counts: ({ activity, channel }) => activity === 'reply' && selection.inChannel(channel),
      threadOf: conversationOf,
      nodeOf({ interaction }, thread) {
        const found = thread && episodeAnsweredBy(thread.turns, interaction);
        if (!found || !counted(found.episode) || visible?.includes(found.episode.department) === false)
          return undefined;
        const dueAt = dueOf(found.episode, context);
        return { ...found.episode, conversation: thread.id, first: found.first, ...(dueAt !== undefined && { dueAt }) };
      },
    },
    page,
    context,
  );
}
