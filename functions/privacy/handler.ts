import { notedRun } from '../../shared/noted-run.ts';
import { privacyRequestOf } from '../../shared/privacy-request.ts';
import { createRuns } from '../../shared/store/runs.ts';
import { answerPrivacy } from './answer-privacy.ts';
import { privacyDependencies } from './dependencies.ts';

const dependencies = privacyDependencies(process.env);
const { client, tables, clock } = dependencies;
const runs = createRuns(client, tables.registryTable);

/** Invoked by the GraphQL function, never over HTTP, and by a schedule, which notes that it ran: see `answerPrivacy`. */
export const handler = (input: unknown) => {
  const request = privacyRequestOf(input);
  const answer = () => answerPrivacy(request, dependencies);
  return request.kind === 'clock'
    ? notedRun('privacy', { runs, clock }, async () => ({ answer: await answer() }))
    : answer();
};
