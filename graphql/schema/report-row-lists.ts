import { conversationsBehind } from '../behind/conversations-behind.ts';
import type { ReportPart as ReportPartName } from '../behind/counting.ts';
import { interactionsBehind } from '../behind/interactions-behind.ts';
import { listsPerReport, reportOfRow } from '../behind/report-of-row.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { later } from '../project.ts';
import { pageArgs, pageCost } from './connection.ts';
import { ConversationConnection } from './conversation.ts';
import { InteractionConnection } from './interaction.ts';
import { MetricId } from './metric.ts';
import { ReportRow } from './report.ts';

const ReportPart = builder.enumType('ReportPart', {
  description: 'Which part of a value to list.',
  values: {
    ALL: { description: 'All that it rests on: of a ratio, what it divides by.' },
    NUMERATOR: { description: 'What a ratio divides; the same as ALL where there is no ratio.' },
  } as const satisfies Record<ReportPartName, { description: string }>,
});

const limits = `Rows of one report may be asked for ${listsPerReport} lists. A page may hold less than was asked for and yet have a next one. A member sees own departments only: the row of another is \`FORBIDDEN\`. Nothing is listed of a \`WITHHELD\` value.`;

builder.objectFields(ReportRow, (t) => {
  const args = {
    metric: t.arg({ type: MetricId, required: true, description: 'One of those that the report measures.' }),
    part: t.arg({ type: ReportPart, required: true, defaultValue: 'ALL', description: 'Of a ratio: which part.' }),
    ...pageArgs,
  };
  return {
    interactions: t.field({
      type: InteractionConnection,
      description: `The interactions that the value of a metric is made of, newest first, in the row's span, filter and members. A sampled one counts for all it stands for. Of people: what they did; of conversations: first words; of enquiries: what opened or first answered them; of ideas: their submissions; of collaboration: what went between departments. ${limits}`,
      authScopes: { may: 'interactions' },
      complexity: pageCost(cost.walk),
      extensions: later,
      args,
      resolve: (row, { metric, part, ...page }, context, info) =>
        interactionsBehind(row, { metric, part }, page, reportOfRow(info), context),
    }),
    conversations: t.field({
      type: ConversationConnection,
      description: `The conversations that the value of a response metric is made of, newest first by their enquiry, or by their reply where the report attributes to it; a member then sees those asked of own departments. OVERDUE lists what waits as of \`asOf\`, or waited at the end of a row that is over. Other metrics are refused: \`UNSUPPORTED_METRIC\`. ${limits}`,
      authScopes: { may: 'interactions' },
      complexity: pageCost(cost.walk),
      extensions: later,
      args,
      resolve: (row, { metric, part, ...page }, context, info) =>
        conversationsBehind(row, { metric, part }, page, reportOfRow(info), context),
    }),
  };
});
