import { notedRun } from '../../shared/noted-run.ts';
import { alertDependencies } from './dependencies.ts';
import { judgeAlerts } from './judge-alerts.ts';

const dependencies = alertDependencies(process.env);

/** The Lambda of the scheduler, each minute: looks at the alert rules. A look that failed in part is one that failed. */
export const handler = () => notedRun('alerts', dependencies, look);

async function look() {
  const judged = await judgeAlerts(dependencies);
  if (judged.failures > 0)
    throw new Error(`${judged.failures} things failed in a look at the alerts: the log says which.`);
  return judged;
}
