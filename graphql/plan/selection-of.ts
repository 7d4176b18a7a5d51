import type { Organisation } from '../../shared/organisation.ts';
import type { Selection } from './guard.ts';
import type { ReportRow } from './report.ts';
import type { ReportPlan } from './resolve-request.ts';

/** What a row, or the whole report without one, is about. */
export function selectionOf(
  { departments, channels }: ReportPlan,
  organisation: Organisation,
  row?: Pick<ReportRow, 'department' | 'channel' | 'channelKind'>,
): Selection {
  const { department, channel, channelKind } = row ?? {};
  const kindOf = new Map(organisation.channels.map(({ id, kind }) => [id, kind]));
  return {
    inDepartment: (id) => (department === undefined || id === department) && (!departments || departments.has(id)),
    inChannel: (id) =>
      (channel === undefined || id === channel) &&
      (channelKind === undefined || (kindOf.get(id) ?? 'direct') === channelKind) &&
      (!channels || channels.has(id)),
    allDepartments: department === undefined && !departments,
    allChannels: channel === undefined && channelKind === undefined && !channels,
  };
}
