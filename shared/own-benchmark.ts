import type { Benchmark } from './benchmark.ts';
import type { Organisation } from './organisation.ts';

/** The benchmark of a department itself. `constructor` may be the id of a department, and is a member of every object. */
export const ownBenchmark = ({ socialShareOf }: Organisation, department: string): Benchmark | undefined =>
  Object.hasOwn(socialShareOf, department) ? socialShareOf[department] : undefined;
