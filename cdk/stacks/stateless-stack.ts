import { CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { Alarms } from '../constructs/alarms.ts';
import { AlertMail } from '../constructs/alert-mail.ts';
import { BundledFunction } from '../constructs/bundled-function.ts';
import { CanaryAccess } from '../constructs/canary-access.ts';
import { countFrom } from '../constructs/count-from.ts';
import { edgeOf } from '../constructs/edge-of.ts';
import { FoldQueue } from '../constructs/fold-queue.ts';
import { FrontDoor } from '../constructs/front-door.ts';
import { identityProvider } from '../constructs/identity-provider.ts';
import { InteractionBus } from '../constructs/interaction-bus.ts';
import { LiveUrl } from '../constructs/live-url.ts';
import { Overview } from '../constructs/overview.ts';
import { signInOf } from '../constructs/sign-in-of.ts';
import { Site } from '../constructs/site.ts';
import { SourceSecrets } from '../constructs/source-secrets.ts';
import { Timetable } from '../constructs/timetable.ts';
import { watchesOf } from '../constructs/watches.ts';
import type { StatefulStack } from './stateful-stack.ts';

export interface StatelessStackProps extends StackProps {
  config: Config;
  stateful: StatefulStack;
  /** The folder of the built dashboard. */
  page: string;
  /** Makes the code of a function from its entry file. */
  codeOf: (entry: string) => Code;
}

/** An HTTP API gives up after 30 s; `functions/ingest/patience.ts` keeps within it. */
const ingestTimeout = Duration.seconds(29);
const foldTimeout = Duration.seconds(60);
/** A stream ends after 60 s (`graphql/live/live-stream.ts`); the report of its last event may take a while. */
const liveTimeout = Duration.seconds(90);
/** Runs are begun for 50 s (`functions/ingest/poll/poll-sources.ts`); the last page of one still goes its whole way. */
const pollTimeout = Duration.minutes(2);
/** The API waits for a replay, and its caller for the API, which gives up after 30 s. */
const replayTimeout = Duration.seconds(24);
const graphqlTimeout = Duration.seconds(28);
/** It waits a minute to be counted and one to be gone; each last answer may take half of one. */
const canaryTimeout = Duration.minutes(4);
/** No day is begun after four minutes (`functions/verify/dependencies.ts`); a large one that is changing takes a while. */
const verifyTimeout = Duration.minutes(10);
/** The most that Lambda gives: an erasure looks through the whole ledger, and goes on where it stopped. */
const privacyTimeout = Duration.minutes(15);

/** What can be deployed anew at any time: the flow from the HTTP API over the bus to the fold, and the reading API. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { config, stateful, page, codeOf, ...props }: StatelessStackProps) {
    super(scope, id, { ...props, description: 'Polylog: API, bus, queue, functions, alarms' });
    const removalPolicy = config.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const kept = { removalPolicy, logRetention: config.logRetentionDays };
    const lanes = String(config.lanes);
    const lag = { SOFT_LAG: String(config.lag.soft), HARD_LAG: String(config.lag.hard) };

    const ingest = new BundledFunction(this, 'Ingest', {
      ...kept,
      description: 'Verifies, validates, pseudonymises and publishes interactions',
      code: codeOf('functions/ingest/handler.ts'),
      timeout: ingestTimeout,
      environment: {
        SOURCE_RATE: String(config.sourceRate),
        ...lag,
        ...(config.stage === 'local' && { LOCAL_KEY: this.localKey() }),
      },
    });
    const aggregate = new BundledFunction(this, 'Aggregate', {
      ...kept,
      description: 'Folds interactions into facts and cells, each exactly once',
      code: codeOf('functions/aggregate/handler.ts'),
      timeout: foldTimeout,
      environment: { LANES: lanes, ...lag },
      ...(config.foldConcurrency === 1 && { reservedConcurrentExecutions: 1 }),
    });
    const issuer = identityProvider(this, config);
    const reading = {
      LANES: lanes,
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: issuer.audience,
      OIDC_JWKS_URI: issuer.keys,
      ROLE_CLAIM: config.roleClaim,
      DEPARTMENTS_CLAIM: config.departmentsClaim,
      STAGE: config.stage,
      GRAPHIQL: String(config.graphiql),
      PERSISTED_ONLY: String(config.persistedOnly),
      VIEWER_RATE: String(config.viewerRate),
      RELEASE: config.release,
    };
    const graphql = new BundledFunction(this, 'Graphql', {
      ...kept,
      description: 'Answers reports over the cells and lists facts',
      code: codeOf('graphql/handler.ts'),
      timeout: graphqlTimeout,
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
    // A run that finds no free execution is left out: the next one does its work.
    const byTheClock = { ...kept, retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    const poll = new BundledFunction(this, 'Poll', {
      ...byTheClock,
      description: 'Asks the sources that push nothing',
      code: codeOf('functions/ingest/poll/handler.ts'),
      timeout: pollTimeout,
      environment: { STAGE: config.stage },
      reservedConcurrentExecutions: 1,
    });
    const watch = new BundledFunction(this, 'Watch', {
      ...byTheClock,
      description: 'Tells CloudWatch how the sources are',
      code: codeOf('functions/ingest/watch/handler.ts'),
      timeout: Duration.minutes(1),
      environment: {},
    });
    const replay = new BundledFunction(this, 'Replay', {
      ...kept,
      description: 'Corrects refused interactions and sends them again',
      code: codeOf('functions/ingest/replay/handler.ts'),
      timeout: replayTimeout,
      environment: {},
    });

    const alerts = new BundledFunction(this, 'Alerts', {
      ...byTheClock,
      description: 'Judges the rules of alerts and tells what changed',
      code: codeOf('graphql/alerts/handler.ts'),
      timeout: Duration.minutes(1),
      environment: { LANES: lanes },
      reservedConcurrentExecutions: 1,
    });

    const privacy = new BundledFunction(this, 'Privacy', {
      ...byTheClock,
      description: 'Erases people and keeps them no longer than needed',
      code: codeOf('functions/privacy/handler.ts'),
      timeout: privacyTimeout,
      environment: { LANES: lanes },
    });

    const verify = new BundledFunction(this, 'Verify', {
      ...byTheClock,
      description: 'Compares a sample of the cells with the ledger',
      code: codeOf('functions/verify/handler.ts'),
      timeout: verifyTimeout,
      environment: { LANES: lanes },
      reservedConcurrentExecutions: 1,
    });

    // The local host has nobody who signs its tokens by the clock: `polylog canary` runs it there.
    const canary =
      config.stage === 'local'
        ? undefined
        : new BundledFunction(this, 'Canary', {
            ...byTheClock,
            description: 'Sends an interaction that is counted nowhere, and waits for it',
            code: codeOf('functions/canary/handler.ts'),
            timeout: canaryTimeout,
            environment: {},
            reservedConcurrentExecutions: 1,
          });

    const { ledger, cells, registry, rejections, secret } = stateful;
    const bus = new InteractionBus(this, 'Bus', { removalPolicy, archiveDays: config.archiveDays });
    const fold = new FoldQueue(this, 'Fold', {
      removalPolicy,
      timeout: foldTimeout,
      concurrency: config.foldConcurrency,
    });
    for (const fn of [ingest, poll, replay, alerts]) bus.publishFrom(fn);
    const folding = bus.deliverTo(fold.queue);
    fold.feed(aggregate);
    aggregate.addEnvironment('FOLD_QUEUE_URL', fold.queue.queueUrl);

    registry.noteFrom(ingest);
    registry.foldFrom(aggregate);
    for (const fn of [ingest, poll, aggregate]) registry.noteBacklogFrom(fn);
    for (const fn of [ingest, graphql, live]) registry.limitFrom(fn);
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
    registry.scheduleFrom(poll);
    rejections.keepFrom(poll);
    registry.watchFrom(watch);
    registry.replayFrom(replay);
    rejections.replayFrom(replay);
    ledger.readFrom(replay);
    registry.judgeFrom(alerts);
    cells.readFrom(alerts);
    for (const store of [ledger, cells, registry]) store.readFrom(verify);
    for (const store of [ledger, cells, registry, rejections]) store.eraseFrom(privacy);
    for (const fn of [ingest, poll, replay, aggregate, graphql, live, privacy]) secret.readFrom(fn);
    const sourceSecrets = new SourceSecrets(this, 'SourceSecrets', config.stage);
    for (const fn of [ingest, poll]) sourceSecrets.readFrom(fn);
    sourceSecrets.writeFrom(graphql);
    graphql.addEnvironment('REPLAY_FUNCTION', replay.functionName);
    graphql.addEnvironment('PRIVACY_FUNCTION', privacy.functionName);
    Grant.addToPrincipal({
      grantee: graphql,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [replay.functionArn, privacy.functionArn],
    });
    const copies = {
      FOLD_QUEUE_URL: fold.queue,
      UNFOLDED_QUEUE_URL: fold.unfolded,
      UNDELIVERED_QUEUE_URL: bus.undelivered,
    };
    const timetable = new Timetable(this, 'Timetable', removalPolicy);
    countFrom(privacy, copies);
    countFrom(graphql, { ...copies, UNSTARTED_QUEUE_URL: timetable.unstarted });
    for (const fn of [poll, watch, alerts, privacy, verify]) registry.runFrom(fn);
    timetable.run(poll, Duration.minutes(1));
    timetable.run(watch, Duration.minutes(5));
    timetable.run(alerts, Duration.minutes(1));
    timetable.run(privacy, Duration.minutes(5));
    timetable.run(verify, Duration.hours(1));
    if (canary) {
      timetable.run(canary, Duration.minutes(5));
      registry.runFrom(canary);
      new CanaryAccess(this, 'CanaryAccess', removalPolicy).readFrom(canary);
    }

    const door = new FrontDoor(this, 'Door', { ...kept, throttle: config.throttle, corsOrigins: config.corsOrigins });
    door.route(
      ingest,
      {
        '/v1/interactions': [HttpMethod.POST],
        '/v1/sources/{adapter}/{hook}': [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
        '/v1/source': [HttpMethod.GET],
        '/v1/openapi.json': [HttpMethod.GET],
        '/v1/docs': [HttpMethod.GET],
        '/v1/schemas/{name}': [HttpMethod.GET],
        '/health': [HttpMethod.GET],
      },
      'The function checks the key of the source, which lies hashed in the registry, or the signature of its provider; the ' +
        'description of the API is for everybody, and /health tells nothing but "ok".',
    );
    door.route(
      graphql,
      { '/graphql': [HttpMethod.GET, HttpMethod.POST] },
      'The function verifies the bearer token and the roles field by field; a browser gets the GraphiQL page without one.',
    );

    const liveAddress = new LiveUrl(this, 'LiveAddress', { fn: live, corsOrigins: config.corsOrigins });
    const { url: liveUrl } = liveAddress;
    graphql.addEnvironment('LIVE_URL', liveUrl);
    for (const fn of [graphql, poll, canary]) fn?.addEnvironment('DOOR_URL', door.api.apiEndpoint);
    live.addEnvironment('API_URL', `${door.api.apiEndpoint}/graphql`);

    const site = new Site(this, 'Site', {
      ...kept,
      ...signInOf(this, config, issuer),
      ...edgeOf(this, config),
      keep: config.removal === 'retain',
      page,
      apiId: door.api.apiId,
      live: liveAddress,
    });

    const { alertEmail: email } = config;
    const mail =
      email === undefined ? undefined : new AlertMail(this, 'AlertMail', { bus: bus.bus, email, removalPolicy });
    const watched = {
      unmailed: mail?.unmailed,
      deadLetters: { Undelivered: bus.undelivered, Unfolded: fold.unfolded },
      unstarted: timetable.unstarted,
      queue: fold.queue,
      functions: {
        Ingest: ingest,
        Aggregate: aggregate,
        Graphql: graphql,
        Live: live,
        Poll: poll,
        Watch: watch,
        Replay: replay,
        Alerts: alerts,
        Privacy: privacy,
        Verify: verify,
        ...(canary && { Canary: canary }),
      },
      aggregate,
      ingest,
      tables: { Ledger: ledger.table, Cells: cells.table, Registry: registry.table, Rejections: rejections.table },
      api: door.api,
    };
    const { alarms, topic } = new Alarms(this, 'Alarms', {
      email: config.alarmEmail,
      runbook: config.runbook,
      watches: watchesOf(watched),
    });
    new Overview(this, 'Overview', { ...watched, alarms });

    this.tell({
      DashboardUrl: site.url,
      ApiUrl: door.api.apiEndpoint,
      LiveUrl: liveUrl,
      BusName: bus.bus.eventBusName,
      BusArn: bus.bus.eventBusArn,
      ArchiveArn: bus.archiveArn,
      FoldRuleArn: folding.ruleArn,
      AggregateName: aggregate.functionName,
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

  private tell(outputs: Record<string, string>): void {
    for (const [id, value] of Object.entries(outputs)) new CfnOutput(this, id, { value });
  }
}
