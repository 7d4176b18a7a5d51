import { notedRun } from '../../../shared/noted-run.ts';
import { watchDependencies } from './dependencies.ts';
import { watchSources } from './watch-sources.ts';

const dependencies = watchDependencies(process.env);

/** The Lambda of the scheduler, each five minutes: tells CloudWatch how the sources are. */
export const handler = () => notedRun('watch', dependencies, () => watchSources(dependencies));
