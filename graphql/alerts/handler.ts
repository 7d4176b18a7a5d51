import { alertDependencies } from './dependencies.ts';
import { judgeAlerts } from './judge-alerts.ts';

const dependencies = alertDependencies(process.env);

/** The Lambda of the scheduler, each minute: looks at the alert rules. A look that failed in part is one that failed. */
export const handler = async () => {
  const look = await judgeAlerts(dependencies);
  if (look.failures > 0) throw new Error(`${look.failures} things failed in a look at the alerts: the log says which.`);
  return look;
};
