import { CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { Alarms } from '../constructs/alarms.ts';
import { BundledFunction } from '../constructs/bundled-function.ts';
import { FoldQueue } from '../constructs/fold-queue.ts';
import { FrontDoor } from '../constructs/front-door.ts';
import { InteractionBus } from '../constructs/interaction-bus.ts';
import { LiveUrl } from '../constructs/live-url.ts';
import { Overview } from '../constructs/overview.ts';
import { watchesOf } from '../constructs/watches.ts';
import type { StatefulStack } from './stateful-stack.ts';

export interface StatelessStackProps extends StackProps {
  config: Config;
  stateful: StatefulStack;
  /** Makes the code of a function from its entry file. */
  codeOf: (entry: string) => Code;
}

/** An HTTP API gives up after 30 s; `functions/ingest/patience.ts` keeps within it. */
const ingestTimeout = Duration.seconds(29);
const foldTimeout = Duration.seconds(60);
/** A stream ends after 60 s (`graphql/live/live-stream.ts`); the report of its last event may take a while. */
const liveTimeout = Duration.seconds(90);

/** What can be deployed anew at any time: the flow from the HTTP API over the bus to the fold, and the reading API. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { config, stateful, codeOf, ...props }: StatelessStackProps) {
    super(scope, id, { ...props, description: 'Polylog: API, bus, queue, functions, alarms' });
    const removalPolicy = config.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const kept = { removalPolicy, logRetention: config.logRetentionDays };
    const lanes = String(config.lanes);

    const ingest = new BundledFunction(this, 'Ingest', {
      ...kept,
      description: 'Verifies, validates, pseudonymises and publishes interactions',
      code: codeOf('functions/ingest/handler.ts'),
      timeout: ingestTimeout,
      environment: config.stage === 'local' ? { LOCAL_KEY: this.localKey() } : {},
    });
    const aggregate = new BundledFunction(this, 'Aggregate', {
      ...kept,
      description: 'Folds interactions into facts and cells, each exactly once',
      code: codeOf('functions/aggregate/handler.ts'),
      timeout: foldTimeout,
      environment: { LANES: lanes },
      ...(config.foldConcurrency === 1 && { reservedConcurrentExecutions: 1 }),
    });
    const reading = {
      LANES: lanes,
      ...this.identityProvider(config),
      ROLE_CLAIM: config.roleClaim,
      STAGE: config.stage,
      GRAPHIQL: String(config.graphiql),
      PERSISTED_ONLY: String(config.persistedOnly),
    };
    const graphql = new BundledFunction(this, 'Graphql', {
      ...kept,
      description: 'Answers reports over the cells and lists facts',
      code: codeOf('graphql/handler.ts'),
      timeout: Duration.seconds(20),
      environment: reading,
    });
    const live = new BundledFunction(this, 'Live', {
      ...kept,
      description: 'Tells reports as they change',
      code: codeOf('graphql/live/handler.ts'),
      timeout: liveTimeout,
      environment: reading,
      reservedConcurrentExecutions: config.liveStreams,
    });

    const { ledger, cells, registry, rejections, secret } = stateful;
    const bus = new InteractionBus(this, 'Bus', { removalPolicy, archiveDays: config.archiveDays });
    const fold = new FoldQueue(this, 'Fold', {
      removalPolicy,
      timeout: foldTimeout,
      concurrency: config.foldConcurrency,
    });
    bus.publishFrom(ingest);
    bus.deliverTo(fold.queue);
    fold.feed(aggregate);

    registry.noteFrom(ingest);
    registry.noteFrom(aggregate);
    registry.changeFrom(graphql);
    rejections.keepFrom(ingest);
    rejections.keepFrom(aggregate);
    rejections.readFrom(graphql);
    ledger.foldFrom(aggregate);
    ledger.readFrom(graphql);
    cells.countFrom(aggregate);
    cells.readFrom(graphql);
    registry.decideFrom(live);
    for (const store of [ledger, cells, rejections]) store.readFrom(live);
    for (const fn of [ingest, aggregate, graphql, live]) secret.readFrom(fn);

    const door = new FrontDoor(this, 'Door', { ...kept, throttle: config.throttle, corsOrigins: config.corsOrigins });
    door.route(
      ingest,
      { '/v1/interactions': [HttpMethod.POST], '/health': [HttpMethod.GET] },
      'The function checks the key of the source, which lies hashed in the registry; /health tells nothing but "ok".',
    );
    door.route(
      graphql,
      { '/graphql': [HttpMethod.GET, HttpMethod.POST] },
      'The function verifies the bearer token and the roles field by field; a browser gets the GraphiQL page without one.',
    );

    const { url: liveUrl } = new LiveUrl(this, 'LiveAddress', { fn: live, corsOrigins: config.corsOrigins });
    graphql.addEnvironment('LIVE_URL', liveUrl);
    live.addEnvironment('API_URL', `${door.api.apiEndpoint}/graphql`);

    const watched = {
      deadLetters: { Undelivered: bus.undelivered, Unfolded: fold.unfolded },
      queue: fold.queue,
      functions: { Ingest: ingest, Aggregate: aggregate, Graphql: graphql, Live: live },
      aggregate,
      tables: { Ledger: ledger.table, Cells: cells.table, Registry: registry.table, Rejections: rejections.table },
      api: door.api,
    };
    const { alarms, topic } = new Alarms(this, 'Alarms', { email: config.alarmEmail, watches: watchesOf(watched) });
    new Overview(this, 'Overview', { ...watched, alarms });

    this.tell({
      ApiUrl: door.api.apiEndpoint,
      LiveUrl: liveUrl,
      BusName: bus.bus.eventBusName,
      QueueUrl: fold.queue.queueUrl,
      UnfoldedQueueUrl: fold.unfolded.queueUrl,
      UndeliveredQueueUrl: bus.undelivered.queueUrl,
      AlarmTopicArn: topic.topicArn,
    });
  }

  /** The key for any source has no default: deploying the stage `local` by oversight asks for it instead of opening the door. */
  private localKey(): string {
    const description = 'A key that may send for any source: only the local host supplies it';
    return new CfnParameter(this, 'LocalKey', { description, noEcho: true, minLength: 1 }).valueAsString;
  }

  /** Parameters of the deployment: whose tokens the reading API takes. */
  private identityProvider({ stage }: Config): Record<string, string> {
    // The local host serves its keys on this machine only, over HTTP.
    const scheme = stage === 'local' ? 'https?' : 'https';
    const url = { allowedPattern: `^${scheme}://.+`, constraintDescription: `an absolute ${scheme}:// URL` };
    const ask = (id: string, description: string, limits: object = {}) =>
      new CfnParameter(this, id, { description, ...limits }).valueAsString;
    return {
      OIDC_ISSUER: ask('OidcIssuer', 'Issuer of the bearer tokens, exactly as in their claim iss', url),
      OIDC_AUDIENCE: ask('OidcAudience', 'Audience of the bearer tokens, as in their claim aud', { minLength: 1 }),
      OIDC_JWKS_URI: ask('OidcJwksUri', 'Address of the public keys of the issuer', url),
    };
  }

  private tell(outputs: Record<string, string>): void {
    for (const [id, value] of Object.entries(outputs)) new CfnOutput(this, id, { value });
  }
}
