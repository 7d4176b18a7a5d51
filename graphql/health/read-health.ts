import type { RegisteredSource } from '../../shared/store/source-item.ts';
import type { HealthReading } from './judge-health.ts';

/** What is read of the machinery, with the sources by themselves. */
export interface HealthState extends Omit<HealthReading, 'silent' | 'refusing' | 'failing'> {
  silent: readonly RegisteredSource[];
  refusing: readonly RegisteredSource[];
  failing: readonly RegisteredSource[];
}

/** Reads how the machinery and these sources stand. */
export type Health = (sources: readonly RegisteredSource[]) => Promise<HealthState>;

/** What is judged of it. */
export const readingOf = (state: HealthState): HealthReading => ({
  ...state,
  silent: state.silent.length,
  refusing: state.refusing.length,
  failing: state.failing.length,
});
