import { ApiError } from '../../shared/errors.ts';
import { answerReport } from '../answered-report.ts';
import { builder } from '../builder.ts';
import type { LiveStream } from '../live/live-stream.ts';
import { revisionChanges } from '../live/revision-changes.ts';
import type { ReportRequest } from '../plan/report.ts';
import { Report } from './report.ts';
import { ReportInput, requestOf } from './report-input.ts';

interface ReportChangeShape {
  revision: string;
  request: ReportRequest;
}

const ReportChange = builder.objectRef<ReportChangeShape>('ReportChange').implement({
  description: 'A report as it is now.',
  fields: (t) => ({
    revision: t.expose('revision', {
      type: 'String',
      description:
        'The id of the event. A client that connects again and sends it as the header `Last-Event-ID` hears nothing until it is outdated.',
    }),
    report: t.field({
      type: Report,
      description: 'The report; computed for each event, and only when it is asked for.',
      resolve: ({ request }, _args, context) => answerReport(request, context),
    }),
  }),
});

builder.subscriptionField('reportChanged', (t) =>
  t.field({
    type: ReportChange,
    description:
      'The report, and again within about two seconds whenever it may have become another one: its cells have changed or, while it depends on the time of day, a quarter hour has begun. Answered as server-sent events at the live address alone; ends after 60 seconds, to be connected again.',
    authScopes: { may: 'reports' },
    complexity: { field: 0 },
    args: { input: t.arg({ type: ReportInput, required: true, description: 'What to report.' }) },
    subscribe: async (_root, { input }, { deps, directory, stream }) => {
      if (!stream) throw elsewhere(deps.addresses?.live);
      const request = requestOf(input);
      const read = deps.reportRevision(request, directory.organisation);
      return changes(request, await read(), read, stream);
    },
    resolve: (change) => change,
  }),
);

async function* changes(
  request: ReportRequest,
  first: string,
  read: () => Promise<string>,
  stream: LiveStream,
): AsyncGenerator<ReportChangeShape, void, void> {
  for await (const revision of revisionChanges(first, read, stream)) {
    stream.revision = revision;
    yield { revision, request };
  }
}

const elsewhere = (address: string | undefined): ApiError =>
  new ApiError(
    'WRONG_ADDRESS',
    `Subscriptions are answered at the live address alone${address ? `: ${address}` : ''}.`,
    {
      ...(address && { address }),
    },
  );
