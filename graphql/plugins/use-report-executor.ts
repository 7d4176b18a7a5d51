import type { Plugin } from 'graphql-yoga';
import { executeReport } from '../execute-report.ts';

/** Reports go the short way through execution; everything else, and every failure, goes the general way. */
export const useReportExecutor = (): Plugin => ({
  onExecute({ executeFn, setExecuteFn }) {
    setExecuteFn(async (args: Parameters<typeof executeReport>[0]) => (await executeReport(args)) ?? executeFn(args));
  },
});
