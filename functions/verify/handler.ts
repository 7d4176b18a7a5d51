import { notedRun } from '../../shared/noted-run.ts';
import { compareSample } from './compare-sample.ts';
import { verifyDependencies } from './dependencies.ts';

const dependencies = verifyDependencies(process.env);

/** The Lambda of the scheduler, each hour: compares a sample of the cells with the ledger. */
export const handler = () => notedRun('verify', dependencies, () => compareSample(dependencies));
