import { notedRun } from '../../../shared/noted-run.ts';
import { pollDependencies } from './dependencies.ts';
import { pollSources } from './poll-sources.ts';

const dependencies = pollDependencies(process.env);

/** The Lambda of the scheduler, each minute: asks the sources that are due. */
export const handler = () => notedRun('poll', dependencies, () => pollSources(dependencies));
