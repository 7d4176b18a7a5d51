import { notedRun } from '../../shared/noted-run.ts';
import { canaryDependencies } from './dependencies.ts';
import { watchCanary } from './watch-canary.ts';

const dependencies = canaryDependencies(process.env);

/** The Lambda of the scheduler, each five minutes: sends the canary and waits for it. */
export const handler = () => notedRun('canary', dependencies, () => watchCanary(dependencies));
