/**
 * List prices in US dollars, eu-central-1 (Frankfurt), on demand, without free tiers and discounts, written down from
 * memory of the price lists in November 2026 and not compared with them since: check each before you rely on it, at
 * https://calculator.aws and https://aws.amazon.com/<service>/pricing/. They are here and nowhere else.
 */
export const pricedAt = { region: 'eu-central-1', month: '2026-11' } as const;

export const prices = {
  /** DynamoDB on demand: each write or read request unit; each GB and month, of a table and of its backups. */
  writeUnit: 0.7625e-6,
  readUnit: 0.1525e-6,
  tableGigabyte: 0.306,
  backupGigabyte: 0.245,
  /** EventBridge: each custom event of up to 64 KB; archive: each GB put in, each GB and month. */
  busChunk: 1e-6,
  archiveGigabyteIn: 0.12,
  archiveGigabyte: 0.028,
  /** EventBridge Scheduler, each invocation. */
  schedule: 1e-6,
  /** SQS standard, each request of up to 64 KB. */
  queueRequest: 0.4e-6,
  /** Lambda on arm64. */
  lambdaGigabyteSecond: 1.33334e-5,
  lambdaRequest: 0.2e-6,
  /** HTTP API, each request of up to 512 KB. */
  apiRequest: 1.2e-6,
  /** CloudWatch: each GB of logs taken in, each metric, alarm and dashboard a month. */
  logGigabyte: 0.63,
  metric: 0.3,
  alarm: 0.1,
  dashboard: 3,
  /** X-Ray, each trace recorded. */
  trace: 5e-6,
  /** Secrets Manager, each secret a month. */
  secret: 0.4,
  /** CloudFront in Europe: each HTTPS request, each GB to visitors. */
  edgeRequest: 1.2e-6,
  edgeGigabyte: 0.085,
  /** WAF: the list and each of its rules a month, each request. */
  firewall: 5,
  firewallRule: 1,
  firewallRequest: 0.6e-6,
} as const;
