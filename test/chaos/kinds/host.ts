import type { FaultKind } from './kind.ts';

/** What happens to all of it at once. */
export const hostKinds: FaultKind[] = [
  {
    name: 'host killed',
    what: 'kill -9 of the host and of its engines, then a start on the same data',
    async inject({ stage }) {
      await stage.restart('kill');
      return {};
    },
  },
  {
    name: 'host restarted',
    what: 'ctrl-C in the middle of the load, then a start on the same data',
    async inject({ stage }) {
      await stage.restart('stop');
      return {};
    },
  },
];
