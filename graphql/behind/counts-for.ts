import type { CountedInteraction } from '../../shared/interaction.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import type { ReportRequest, ReportRow } from '../plan/report.ts';
import { collaborationCounting } from './collaboration-counting.ts';
import type { Counting, ReportPart } from './counting.ts';
import { ideaCounting } from './idea-counting.ts';
import { peopleCounting } from './people-counting.ts';
import { responseCounting } from './response-counting.ts';
import type { RowScope } from './row-scope.ts';
import { volumeCounting } from './volume-counting.ts';

/** Which interactions a part of a metric's value counts, as its definition in the catalogue says. */
export function countsFor({ measure }: MetricDefinition, part: ReportPart, scope: RowScope): Counting {
  const { organisation } = scope.context;
  if (measure.family === 'volume') return volumeCounting(measure, part, scope.kindOf);
  if (measure.family === 'response') return responseCounting(measure, { ...scope, part });
  if (measure.family === 'people') return peopleCounting(measure.value, part, { ...scope, organisation });
  if (measure.family === 'collaboration') return collaborationCounting(measure.value, organisation);
  return ideaCounting(measure.value, part);
}

/** The same, of the interactions of a row: its departments and channels, activity and direction, and the filter. */
export function countedInRow(
  counting: Counting,
  { selection: { inDepartment, inChannel } }: RowScope,
  row: Pick<ReportRow, 'activity' | 'direction'>,
  filter: ReportRequest['filter'],
): Counting {
  const activities = row.activity === undefined ? filter?.activities : [row.activity];
  const directions = row.direction === undefined ? filter?.directions : [row.direction];
  const departmentOf = counting.departmentOf ?? (({ department }: CountedInteraction) => department);
  return {
    ...counting,
    weightOf: (interaction) =>
      inDepartment(departmentOf(interaction)) &&
      inChannel(interaction.channel) &&
      (activities?.includes(interaction.activity) ?? true) &&
      (directions?.includes(interaction.direction) ?? true)
        ? counting.weightOf(interaction)
        : undefined,
  };
}
