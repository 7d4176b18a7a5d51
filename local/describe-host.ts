import type { Engine } from './engine.ts';
import type { FunctionPool } from './function-pool.ts';
import type { HostFile } from './host-file.ts';
import { pathOfFunction } from './resolver.ts';
import { nameFromArn } from './template.ts';
import type { Topology } from './topology.ts';

export interface HostParts {
  url: string;
  awsUrl: string;
  region: string;
  assembly: string;
  topology: Topology;
  /** The environment of all functions together. */
  settings: Record<string, string>;
  database: Engine;
  queues: Engine;
  pools: Map<string, FunctionPool>;
  queueUrl: (name: string) => string;
}

/** Where everything of a running host is at this moment. */
export function describeHost(parts: HostParts): HostFile {
  const { url, awsUrl, region, assembly, topology, settings, database, queues, pools, queueUrl } = parts;
  const tables = Object.entries(settings).filter(([name]) => name.endsWith('_TABLE'));
  const engines = [database, queues].map(({ name, pid }) => [name, pid()] as const);
  const [archive] = topology.archives;
  const running = engines.filter((engine): engine is [string, number] => engine[1] !== undefined);
  return {
    url,
    functionUrls: Object.fromEntries(topology.urls.map(({ path }) => [path, `${url}${path}`])),
    endpoints: {
      dynamodb: database.endpoint,
      sqs: queues.endpoint,
      eventbridge: awsUrl,
      secretsmanager: awsUrl,
      lambda: awsUrl,
      status: `${awsUrl}/_local/status`,
    },
    region,
    tables: Object.fromEntries(tables.map(([name, table]) => [name.slice(0, -6).toLowerCase(), table])),
    functions: Object.fromEntries(topology.functions.map(({ name }) => [pathOfFunction(name).slice(1), name])),
    queueUrl: queueUrl(nameFromArn(topology.mappings[0]?.EventSourceArn ?? '')),
    deadLetterUrls: deadLetterQueues(topology).map(queueUrl),
    archive: { arn: archive?.arn ?? '', bus: archive?.bus ?? '' },
    pids: {
      host: process.pid,
      engines: Object.fromEntries(running),
      workers: Object.fromEntries([...pools].map(([name, { pids }]) => [name, pids()])),
    },
    lanes: Number(settings.LANES ?? 1),
    secretId: settings.PSEUDONYM_SECRET_ID ?? '',
    assembly,
  };
}

/** The names of the queues that take what others or the bus could not deliver. */
function deadLetterQueues({ queues, rules }: Topology): string[] {
  const arns = [
    ...queues.flatMap(({ RedrivePolicy }) => RedrivePolicy?.deadLetterTargetArn ?? []),
    ...rules.flatMap(({ Targets }) => Targets.flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? [])),
  ];
  return [...new Set(arns.map(nameFromArn))];
}
