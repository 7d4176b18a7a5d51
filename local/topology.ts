import { join } from 'node:path';
import { z } from 'zod';
import { type Cors, corsSchema } from './cors.ts';
import { parseResource } from './parse-resource.ts';
import { type HostedSite, readSite } from './read-site.ts';
import { pathOfFunction } from './resolver.ts';
import { nameFromArn, type Resource } from './template.ts';

const number = z.coerce.number();
const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const tableSchema = z.object({
  KeySchema: keys,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: keys, Projection: projection }))
    .optional(),
});
const queueSchema = z.object({
  VisibilityTimeout: number.default(30),
  MessageRetentionPeriod: number.default(345_600),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: number }).optional(),
});
const deadLetterConfig = z.object({ Arn: z.string() }).optional();
const ruleSchema = z.object({
  EventBusName: z.string().default('default').transform(nameFromArn),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.string().default('ENABLED'),
  // Strict: an input transformer or another kind of target is refused here and not forgotten.
  Targets: z.array(
    z.strictObject({
      Arn: z.string().startsWith('arn:aws:sqs:', 'the local bus delivers to queues only'),
      Id: z.string(),
      DeadLetterConfig: deadLetterConfig,
      RetryPolicy: z.unknown().optional(),
    }),
  ),
});
const archiveSchema = z.object({
  SourceArn: z.string(),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  // EventBridge keeps events for ever when the template says nothing; nobody's disk does.
  RetentionDays: number.default(30),
});
const functionSchema = z.object({
  Handler: z.string(),
  Timeout: number.default(3),
  MemorySize: number.default(128),
  ReservedConcurrentExecutions: number.optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).default({ Variables: {} }),
});
const mappingSchema = z.object({
  EventSourceArn: z.string().startsWith('arn:aws:sqs:', 'the local host polls queues only'),
  FunctionName: z.string().transform(nameFromArn),
  Enabled: z.boolean().default(true),
  BatchSize: number.default(10),
  MaximumBatchingWindowInSeconds: number.default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: number }).default({ MaximumConcurrency: 2 }),
  FilterCriteria: z.never('the local host does not filter messages').optional(),
});
const minutesOf = { minute: 1, hour: 60, day: 1_440 };
const scheduleSchema = z.object({
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string().transform((text, context) => {
    const [, value = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
    if (value !== '') return Number(value) * minutesOf[unit as keyof typeof minutesOf];
    context.addIssue(`the local timer knows rate(…) only, not ${text}`);
    return z.NEVER;
  }),
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF', 'the local timer has no flexible windows') }),
  Target: z.object({
    Arn: z.string().startsWith('arn:aws:lambda:', 'the local timer invokes functions only'),
    Input: z.string().optional(),
  }),
});
const integrationSchema = z.object({
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'the local door speaks payload format 2.0'),
});
const apiSchema = z.object({ CorsConfiguration: corsSchema.optional() });
const routeSchema = z.object({ RouteKey: z.string(), Target: z.string() });
const urlSchema = z.object({
  TargetFunctionArn: z.string(),
  AuthType: z.literal('NONE', 'the local door signs nothing: the function itself decides who may'),
  InvokeMode: z.literal('RESPONSE_STREAM', 'the local door streams what a Function URL answers'),
  Cors: corsSchema.optional(),
});
const secretSchema = z.object({
  GenerateSecretString: z.object({ PasswordLength: number.default(32), ExcludePunctuation: z.boolean().optional() }),
});

export type Table = z.infer<typeof tableSchema> & { name: string };
export type Queue = z.infer<typeof queueSchema> & { name: string };
type Rule = z.infer<typeof ruleSchema> & { name: string };
export type Archive = Omit<z.infer<typeof archiveSchema>, 'SourceArn'> & { name: string; arn: string; bus: string };
export type Mapping = z.infer<typeof mappingSchema>;
export type Secret = { name: string; length: number };
export interface HostedFunction {
  name: string;
  logicalId: string;
  /** The bundled module and the name it exports. */
  file: string;
  exported: string;
  /** Seconds. */
  timeout: number;
  memory: number;
  /** How many invocations the template allows at once. */
  reserved: number;
  environment: Record<string, string>;
}
export interface Route {
  key: string;
  functionName: string;
}
export interface Schedule {
  name: string;
  functionName: string;
  minutes: number;
  /** What the function is invoked with. */
  event: unknown;
}
/** A Function URL: on AWS a host of its own, locally a path of the door. */
export interface HostedUrl {
  path: string;
  functionName: string;
  cors: Cors | undefined;
}
export interface Topology {
  tables: Table[];
  queues: Queue[];
  buses: string[];
  rules: Rule[];
  archives: Archive[];
  functions: HostedFunction[];
  mappings: Mapping[];
  schedules: Schedule[];
  routes: Route[];
  /** What pages of other origins may do with the routes. */
  cors: Cors | undefined;
  urls: HostedUrl[];
  secrets: Secret[];
  /** The page that is served beside them. */
  site: HostedSite | undefined;
}

interface Parsed<T> {
  resource: Resource;
  own: T;
}

/** The typed model of what is hosted; throws naming the resource whose properties the host cannot honour. */
export function readTopology(resources: Resource[]): Topology {
  const all = <T>(schema: z.ZodType<T>, ...types: string[]): Parsed<T>[] =>
    resources
      .filter(({ type }) => types.includes(type))
      .map((resource) => ({ resource, own: parseResource(schema, resource) }));
  const named = <T>({ resource, own }: Parsed<T>) => ({ ...own, name: resource.name });
  const integrations = new Map(
    all(integrationSchema, 'AWS::ApiGatewayV2::Integration').map(({ resource, own }) => [
      resource.name,
      // Either the function's ARN or …/functions/<arn>/invocations.
      nameFromArn(own.IntegrationUri.replace(/\/invocations$/, '')),
    ]),
  );
  const { site, copiers } = readSite(resources);
  return {
    tables: all(tableSchema, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(named),
    queues: all(queueSchema, 'AWS::SQS::Queue').map(named),
    buses: resources.filter(({ type }) => type === 'AWS::Events::EventBus').map(({ name }) => name),
    rules: all(ruleSchema, 'AWS::Events::Rule').map(named),
    archives: all(archiveSchema, 'AWS::Events::Archive').map(({ resource: { name }, own: { SourceArn, ...own } }) => ({
      ...own,
      name,
      arn: archiveArn(SourceArn, name),
      bus: nameFromArn(SourceArn),
    })),
    // What copies the page into its bucket is not run: the door reads it where it is.
    functions: all(functionSchema, 'AWS::Lambda::Function')
      .map(readFunction)
      .filter(({ name }) => !copiers.has(name)),
    mappings: all(mappingSchema, 'AWS::Lambda::EventSourceMapping').map(({ own }) => own),
    schedules: all(scheduleSchema, 'AWS::Scheduler::Schedule').flatMap(({ resource, own }) =>
      own.State === 'DISABLED' ? [] : [readSchedule(resource.name, own)],
    ),
    routes: all(routeSchema, 'AWS::ApiGatewayV2::Route').map(({ own }) => ({
      key: own.RouteKey,
      functionName: integrations.get(nameFromArn(own.Target)) ?? own.Target,
    })),
    cors: all(apiSchema, 'AWS::ApiGatewayV2::Api').flatMap(({ own }) => own.CorsConfiguration ?? [])[0],
    urls: all(urlSchema, 'AWS::Lambda::Url').map(({ own }) => {
      const functionName = nameFromArn(own.TargetFunctionArn);
      return { path: pathOfFunction(functionName), functionName, cors: own.Cors };
    }),
    secrets: all(secretSchema, 'AWS::SecretsManager::Secret').map(({ resource, own }) => ({
      name: resource.name,
      length: own.GenerateSecretString.PasswordLength,
    })),
    site,
  };
}

/** An archive is in the account and region of its bus. */
const archiveArn = (busArn: string, name: string): string =>
  `${busArn.slice(0, busArn.lastIndexOf(':'))}:archive/${name}`;

const readSchedule = (
  name: string,
  { ScheduleExpression: minutes, Target: { Arn, Input } }: z.infer<typeof scheduleSchema>,
): Schedule => ({ name, functionName: nameFromArn(Arn), minutes, event: JSON.parse(Input ?? '{}') });

function readFunction({ resource, own }: Parsed<z.infer<typeof functionSchema>>): HostedFunction {
  const asset = resource.metadata['aws:asset:path'];
  if (typeof asset !== 'string') throw new Error(`${resource.logicalId}: only functions from an asset are hosted`);
  const dot = own.Handler.lastIndexOf('.');
  return {
    name: resource.name,
    logicalId: resource.logicalId,
    file: join(resource.directory, asset, own.Handler.slice(0, dot)),
    exported: own.Handler.slice(dot + 1),
    timeout: own.Timeout,
    memory: own.MemorySize,
    reserved: own.ReservedConcurrentExecutions ?? Number.POSITIVE_INFINITY,
    environment: own.Environment.Variables,
  };
}
