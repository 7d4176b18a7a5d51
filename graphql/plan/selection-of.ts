import type { Organisation } from '../../shared/organisation.ts';
import type { KindOf, Selection } from './guard.ts';
import type { ReportRow } from './report.ts';
import type { ReportPlan } from './resolve-request.ts';

/** The kinds of an organisation's channels; one that is not its own (any more) is taken for direct. */
export function kindsOf({ channels }: Organisation): KindOf {
  const kinds = new Map(channels.map(({ id, kind }) => [id, kind]));
  return (channel) => kinds.get(channel) ?? 'direct';
}

/** What a row, or the whole report without one, is about. */
export function selectionOf(
  { departments, channels, request: { filter } }: ReportPlan,
  kindOf: KindOf,
  row: Pick<ReportRow, 'department' | 'channel' | 'channelKind'> = {},
): Selection {
  const { department, channel, channelKind } = row;
  const kinds = channelKind === undefined ? filter?.channelKinds : [channelKind];
  const single = channel !== undefined || filter?.channels !== undefined;
  return {
    inDepartment: (id) => (department === undefined || id === department) && (!departments || departments.has(id)),
    inChannel: (id) =>
      (channel === undefined || id === channel) &&
      (channelKind === undefined || kindOf(id) === channelKind) &&
      (!channels || channels.has(id)),
    allDepartments: department === undefined && !departments,
    channels: single ? 'some' : (kinds ?? 'all'),
  };
}
