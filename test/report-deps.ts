import type { Hidden } from '../graphql/plan/hidden.ts';
import type { ReportDeps } from '../graphql/plan/plan-report.ts';
import { createDecisions } from '../graphql/plan/prepare-guard.ts';
import type { Organisation } from '../shared/organisation.ts';
import type { CellReader } from '../shared/store/cell-reader.ts';
import type { WithheldStore } from '../shared/store/withheld.ts';

/** What a report needs beside cells: nobody merged, no source with a cadence, decisions kept in memory. */
export const reportDeps = (reader: CellReader, organisation: Organisation, clock: () => number): ReportDeps => ({
  reader,
  organisation,
  clock,
  decisions: createDecisions(decisionsInMemory()),
  representatives: { generation: 0, keys: new Map() },
  sources: [],
});

function decisionsInMemory(): WithheldStore<Hidden> {
  const decided = new Map<string, Hidden>();
  return {
    load: async (first, last) => new Map([...decided].filter(([period]) => period >= first && period <= last)),
    async grow(period, add) {
      const grown = add(decided.get(period));
      decided.set(period, grown);
      return grown;
    },
  };
}
