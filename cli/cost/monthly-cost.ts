import { prices } from './prices.ts';

/** What a month is like. */
export interface Workload {
  interactions: number;
  /** Interactions in a request: 1 for webhooks, more for importers. */
  perRequest: number;
  /** Reports and other answers asked for, by pages and programs. */
  reports: number;
  /** People who look at the dashboard, and hours a month in which each has it open. */
  viewers: number;
  hours: number;
  sources: number;
  /** Months of interactions that the tables hold: they never expire. */
  months: number;
}

export interface CostLine {
  service: string;
  dollars: number;
}

/** As `docs/performance.md` measured them: write units of an interaction, by how many a fold takes at once. */
const measuredUnits = [
  { fold: 1, units: 24.83 },
  { fold: 100, units: 7.24 },
  { fold: 1_000, units: 4.45 },
] as const;

const secondsInMonth = 30 * 86_400;
/** A working day is so much busier than the mean of a month. */
const busy = 3;
const bytesOnBus = 500;
/** A fact and its entry in the index, with the share of its conversation: below 1 KB each. */
const bytesInLedger = 2_000;
/** What Lambda and we log of an invocation. */
const bytesLogged = 1_000;
/** Processor and waiting time, seconds of a function of 1 GB. */
const seconds = { request: 0.01, interaction: 0.0002, report: 0.02, invocation: 0.05 };
/** What a report reads when nothing is in memory, rounded up. */
const readUnitsPerReport = 5;
/** A page asks for three documents at a view; a visitor looks at one every two minutes. */
const requestsPerHour = 90;
const bytesPerAnswer = 10_000;
/** Runs a month: poll and alerts each minute; watch, canary and privacy each five; verify each hour. */
const runs = 2 * 43_200 + 3 * 8_640 + 720;
const fixed = { alarms: 45, metrics: 20, metricsPerSource: 7, secrets: 3, firewallRules: 5 };
/** Lambda asks a queue that is empty, too: five pollers, each every 20 s. */
const idleReceives = (5 * secondsInMonth) / 20;
/** X-Ray records one request each second, and one of twenty of the others. */
const reservoir = secondsInMonth;

/** Write units of an interaction in folds of so many: between what was measured, straight on a logarithmic scale. */
export function unitsIn(fold: number): number {
  const above = measuredUnits.findIndex((point) => point.fold >= fold);
  const [low, high] = [measuredUnits[above - 1], measuredUnits[above]];
  if (high === undefined) return measuredUnits[2].units;
  if (low === undefined) return high.units;
  const share = (Math.log(fold) - Math.log(low.fold)) / (Math.log(high.fold) - Math.log(low.fold));
  return low.units + share * (high.units - low.units);
}

/** How many interactions a fold takes at once: what comes in the second that the queue waits, in busy hours. */
export const foldOf = ({ interactions, perRequest }: Pick<Workload, 'interactions' | 'perRequest'>): number =>
  Math.min(1_000, Math.max(1, perRequest, (busy * interactions) / secondsInMonth));

/** Dollars a month by service, at list prices. Transfer to senders, support and taxes are not in it. */
export function monthlyCost(workload: Workload): CostLine[] {
  const { interactions, perRequest, reports, viewers, hours, sources, months } = workload;
  const requests = interactions / perRequest;
  const fold = foldOf(workload);
  const folds = interactions / fold;
  const viewing = viewers * hours;
  const answers = reports + viewing * requestsPerHour;
  const chunks = requests * Math.ceil((perRequest * bytesOnBus) / 65_536);
  const invocations = requests + folds + answers + runs;
  const gigabyteSeconds =
    requests * seconds.request +
    interactions * seconds.interaction +
    answers * seconds.report +
    runs * seconds.invocation +
    viewing * 3_600;
  const held = (interactions * months * bytesInLedger) / 1e9;
  const put = (interactions * bytesOnBus) / 1e9;
  const reads = answers * readUnitsPerReport + viewing * 3_600;
  const traces = [requests, folds, answers, runs].reduce(
    (sum, count) => sum + Math.min(count, reservoir) + Math.max(0, count - reservoir) / 20,
    0,
  );
  return [
    { service: 'DynamoDB, writes', dollars: interactions * unitsIn(fold) * prices.writeUnit },
    { service: 'DynamoDB, reads', dollars: reads * prices.readUnit },
    { service: 'DynamoDB, storage and backups', dollars: held * (prices.tableGigabyte + prices.backupGigabyte) },
    { service: 'HTTP API', dollars: (requests + answers) * prices.apiRequest },
    {
      service: 'Lambda',
      dollars: gigabyteSeconds * prices.lambdaGigabyteSecond + invocations * prices.lambdaRequest,
    },
    {
      service: 'EventBridge, archive of 90 days',
      dollars:
        chunks * prices.busChunk +
        put * (prices.archiveGigabyteIn + 3 * prices.archiveGigabyte) +
        runs * prices.schedule,
    },
    // Sent once; received and deleted ten at a time, at best one by one.
    { service: 'SQS', dollars: (chunks + 2 * Math.max(requests / 10, folds) + idleReceives) * prices.queueRequest },
    {
      service: 'CloudFront and firewall',
      dollars:
        answers * (prices.edgeRequest + prices.firewallRequest) +
        ((answers * bytesPerAnswer) / 1e9) * prices.edgeGigabyte +
        prices.firewall +
        fixed.firewallRules * prices.firewallRule,
    },
    {
      service: 'CloudWatch and X-Ray',
      dollars:
        ((invocations * bytesLogged) / 1e9) * prices.logGigabyte +
        (fixed.metrics + sources * fixed.metricsPerSource) * prices.metric +
        fixed.alarms * prices.alarm +
        prices.dashboard +
        traces * prices.trace,
    },
    { service: 'Secrets Manager', dollars: (fixed.secrets + sources) * prices.secret },
  ];
}

export const totalOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { dollars }) => sum + dollars, 0);
