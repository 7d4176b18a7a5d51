import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createArchives } from './archives.ts';
import { startAwsEndpoint } from './aws-endpoint.ts';
import { createBus } from './bus.ts';
import { closeServer } from './close-server.ts';
import { createQueues, createTables } from './create-resources.ts';
import { endLeftovers } from './data-folder.ts';
import { describeHost } from './describe-host.ts';
import { openDoor } from './door.ts';
import { startDatabase, startQueues } from './engines.ts';
import { type ForeignIssuer, parametersOf } from './foreign-issuer.ts';
import type { FunctionPool } from './function-pool.ts';
import { type HostFile, readHostFile, removeHostFile, writeHostFile } from './host-file.ts';
import { invokeFunction } from './invoke-function.ts';
import { startPoller } from './poller.ts';
import { queueDepths } from './queue-depths.ts';
import { createReplays } from './replays.ts';
import { startSchedules } from './scheduler.ts';
import { openSecrets } from './secrets.ts';
import { createSite } from './site.ts';
import { startFunctions } from './start-functions.ts';
import { nameFromArn, readTemplate } from './template.ts';
import { audience, issuer, publicKeys } from './token.ts';
import { readTopology } from './topology.ts';

export interface HostOptions {
  /** The data folder, locked by the caller. */
  folder: string;
  port: number;
  /** Gives the folder of the assembly to host. */
  assembly: () => Promise<string>;
  progress: (step: string) => void;
  /** Whose tokens the API takes in place of our own, and as whose client the page signs in. */
  signIn?: ForeignIssuer;
}

const account = '000000000000';
const tick = 500;
/** The key that may send for any source. */
const localKey = 'local';

/** Hosts a synthesised assembly; resolves when all of it runs. `stop` lets what is in flight end and stops every child. */
export async function startHost({ folder, port, assembly: synthesise, progress, signIn }: HostOptions) {
  const { region, ...credentials } = identity(process.env);
  Object.assign(process.env, credentials);
  // A profile would win over the keys.
  if (credentials.AWS_ACCESS_KEY_ID === 'local') delete process.env.AWS_PROFILE;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start() {
    const door = await openDoor(port);
    stops.push(() => closeServer(door.server));
    const url = `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
    await endLeftovers(folder, leftovers(readHostFile(folder)));
    const logs = join(folder, 'logs');
    keepLastLogs(logs);

    const [assembly, database, queues] = await Promise.all([
      synthesise(),
      startDatabase(folder, logs),
      startQueues(folder, logs),
    ]);
    stops.push(() => Promise.all([database.stop(), queues.stop()]));
    const parameters = {
      LocalKey: localKey,
      OidcIssuer: issuer,
      OidcAudience: audience,
      OidcJwksUri: `${url}/.well-known/jwks.json`,
      ...(signIn && parametersOf(signIn)),
    };
    const environment = { region, account, sqsEndpoint: queues.endpoint, apiEndpoint: url, parameters };
    const topology = readTopology(readTemplate(assembly, environment));
    progress(`engines ready: ${database.name} ${database.endpoint}, ${queues.name} ${queues.endpoint}`);

    const sqs = new SQSClient({ endpoint: queues.endpoint, region, md5: false, useQueueUrlAsEndpoint: false });
    const settings: Record<string, string> = Object.assign({}, ...topology.functions.map((own) => own.environment));
    const queueUrl = (name: string) => `${queues.endpoint}/${account}/${name}`;
    const dynamo = new DynamoDBClient({ endpoint: database.endpoint, region });
    await Promise.all([createTables(topology.tables, dynamo), createQueues(topology.queues, sqs, queueUrl)]);
    progress(`${topology.tables.length} tables and ${topology.queues.length} queues ready`);

    const secrets = openSecrets(folder, topology.secrets, settings.SOURCE_SECRETS_PREFIX);
    const archives = createArchives(topology.archives, folder, Date.now);
    stops.push(() => archives.stop());
    const bus = createBus(topology, sqs, region, account, queues.endpoint, archives);
    const replays = createReplays(archives, bus);
    let pools: Map<string, FunctionPool> = new Map();
    let describe = (): object => ({});
    const aws = await startAwsEndpoint({
      actions: {
        'AWSEvents.PutEvents': bus.putEvents,
        'AWSEvents.StartReplay': replays.startReplay,
        'AWSEvents.DescribeReplay': replays.describeReplay,
        'secretsmanager.GetSecretValue': secrets.getSecretValue,
        'secretsmanager.CreateSecret': secrets.createSecret,
        'secretsmanager.PutSecretValue': secrets.putSecretValue,
      },
      invoke: (name, payload, type) => invokeFunction(pools, name, payload, type),
      status: async () => ({
        ...describe(),
        queues: await queueDepths(
          sqs,
          topology.queues.map(({ name }) => queueUrl(name)),
        ),
      }),
    });
    stops.push(() => closeServer(aws));
    const awsUrl = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;

    const variables = {
      ...credentials,
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_SQS: queues.endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: process.env.AWS_ENDPOINT_URL_EVENTBRIDGE ?? awsUrl,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: awsUrl,
      AWS_ENDPOINT_URL_LAMBDA: awsUrl,
      POWERTOOLS_TRACE_ENABLED: 'false',
      ...(process.env.POLYLOG_CLOCK && { POLYLOG_CLOCK: process.env.POLYLOG_CLOCK }),
    };
    pools = await startFunctions(topology, logs, variables);
    stops.push(() => Promise.all([...pools.values()].map((pool) => pool.stop())));
    progress(
      `${topology.functions.length} functions ready in ${[...pools.values()].flatMap(({ pids }) => pids()).length} processes`,
    );

    const pollers = topology.mappings.flatMap((mapping) => {
      const pool = pools.get(mapping.FunctionName);
      return pool ? [startPoller(mapping, queueUrl(nameFromArn(mapping.EventSourceArn)), sqs, pool, region)] : [];
    });
    stops.push(() => Promise.all(pollers.map((end) => end())));

    const isEmpty = async () => {
      const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: settings.LEDGER_TABLE, Limit: 1 }));
      return Items.length === 0;
    };
    const trouble = () => {
      const engine = [database, queues].find(({ healthy }) => !healthy());
      if (engine) return `the ${engine.name} is down`;
      const down = [...pools].find(([, { healthy }]) => !healthy());
      return down && `the function ${down[0]} is down`;
    };
    const parts = { url, awsUrl, region, assembly, topology, settings, database, queues, pools, queueUrl };
    describe = () => describeHost(parts);
    // Children are restarted with new pids, which the next start and the suites read from the file.
    let written = '';
    const refresh = () => {
      const host = describeHost(parts);
      if (JSON.stringify(host) !== written) writeHostFile(folder, host);
      written = JSON.stringify(host);
    };
    refresh();
    const timer = setInterval(refresh, tick);
    stops.push(async () => {
      clearInterval(timer);
      removeHostFile(folder);
    });
    const { routes, cors, urls, site } = topology;
    const endSchedules = startSchedules(topology.schedules, pools);
    const page = site && createSite(site);
    door.enter({ routes, cors, urls, pools, site: page, publicKeys: await publicKeys(folder), trouble });
    stops.push(async () => endSchedules());
    // Stopped first: requests in flight still have everything they need.
    stops.push(() => {
      // Streams would go on for a minute; their clients connect again.
      door.endStreams();
      return closeServer(door.server);
    });
    return {
      url,
      routes: [...routes.map(({ key }) => key), ...urls.map(({ path }) => `ANY ${path}`)],
      hasPage: page !== undefined,
      localKey,
      isEmpty,
      stop,
    };
  }
}

/** An engine of the user's gets the user's identity; ours get one that never changes, as region and account are in ARNs. */
function identity(env: NodeJS.ProcessEnv) {
  const theirs = (env.AWS_ENDPOINT_URL ?? env.AWS_ENDPOINT_URL_DYNAMODB ?? env.AWS_ENDPOINT_URL_SQS) ? env : {};
  const region = theirs.AWS_REGION ?? 'eu-central-1';
  return {
    region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: theirs.AWS_ACCESS_KEY_ID ?? 'local',
    AWS_SECRET_ACCESS_KEY: theirs.AWS_SECRET_ACCESS_KEY ?? 'local',
    AWS_SESSION_TOKEN: theirs.AWS_SESSION_TOKEN ?? '',
  };
}

/** Logs of the run before stay for one start, since a start is what follows a crash. */
function keepLastLogs(logs: string): void {
  rmSync(`${logs}.last`, { recursive: true, force: true });
  if (existsSync(logs)) renameSync(logs, `${logs}.last`);
  mkdirSync(logs);
}

const leftovers = (last: HostFile | undefined): number[] => (last ? Object.values(last.pids.engines) : []);
