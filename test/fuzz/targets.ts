import type { FuzzTarget } from './target.ts';

export interface Family {
  targets: readonly FuzzTarget[];
  /** Ends what the targets run on. */
  stop?: () => void;
}

/** Families of targets by name, loaded when one is run. */
export const families: Readonly<Record<string, () => Promise<Family>>> = {
  doors: async () => ({ targets: (await import('./targets/doors.ts')).doorTargets }),
  adapters: async () => ({ targets: await (await import('./targets/adapters.ts')).adapterTargets() }),
  imports: async () => ({ targets: await (await import('./targets/imports.ts')).importTargets() }),
  stored: async () => ({ targets: (await import('./targets/stored.ts')).storedTargets }),
  words: async () => ({ targets: await (await import('./targets/words.ts')).wordTargets() }),
  dashboard: async () => ({ targets: (await import('./targets/dashboard.ts')).dashboardTargets }),
  configuration: async () => ({ targets: (await import('./targets/configuration.ts')).configurationTargets }),
  planner: async () => (await import('./targets/planner.ts')).startPlanner(),
  async graphql() {
    const whole = await (await import('./targets/whole-api.ts')).startWholeApi();
    return { targets: (await import('./targets/graphql.ts')).graphqlTargets(whole), stop: whole.stop };
  },
};
