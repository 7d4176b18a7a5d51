import { z } from 'zod';
import manifest from '../package.json' with { type: 'json' };
import { accounts, placeSchema } from './accounts.ts';

export const stages = ['local', 'staging', 'production'] as const;
export type Stage = (typeof stages)[number];

/** The name of a table that was restored. */
const tableName = z.string().regex(/^[\w.-]{3,255}$/, '3 to 255 letters, digits, dots, dashes and underlines');

/** An origin as browsers send it, or it would never match. */
const origin = z
  .string()
  .refine(isOrigin, 'an origin is scheme, host and port with no slash behind it, e.g. https://reports.example');

const configFields = z.strictObject({
  stage: z.enum(stages),
  /** Write shards of a hot cell: a fold uses one, readers sum them all. */
  lanes: z.coerce.number().pipe(z.int().min(1).max(64)),
  /** Requests each second, and at once, that the HTTP API takes. */
  throttle: z.strictObject({ rate: z.int().min(1), burst: z.int().min(1) }),
  /** Interactions each second that a source may send, and at once, unless it has a limit of its own. */
  sourceRate: z.coerce.number().pipe(z.int().min(1).max(100_000)),
  /** What the operations of a viewer may cost each second, and half a minute of it at once; the dearest one costs 20,000. */
  viewerRate: z.coerce.number().pipe(z.int().min(1_000).max(1_000_000_000)),
  /** Seconds that interactions wait to be folded, above which each source gets its share, and above which none is taken. */
  lag: z
    .strictObject({ soft: z.int().min(1), hard: z.int().max(86_400) })
    .refine(({ soft, hard }) => hard >= 2 * soft, 'hard is at least twice soft')
    .default({ soft: 60, hard: 900 }),
  /** Streams of live updates that may be open at once: each holds an execution of its function for up to a minute. */
  liveStreams: z.coerce.number().pipe(z.int().min(1).max(1_000)),
  /** CloudWatch takes these numbers of days and no others. */
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365]),
  /** Days for which the bus can replay what was published. */
  archiveDays: z.int().min(1),
  /** What becomes of tables, secret and logs when a stack is deleted. */
  removal: z.enum(['destroy', 'retain']),
  /** The claim of a token that lists the roles of its bearer. */
  roleClaim: z.string().min(1).default('roles'),
  /** The claim that lists the departments whose conversations a member may read. */
  departmentsClaim: z.string().min(1).default('departments'),
  /** Browsers get GraphiQL also in production; elsewhere they always do. */
  graphiql: z.stringbool().or(z.boolean()).default(false),
  /** Only documents of graphql/persisted.json are answered, but to roles that may send their own. */
  persistedOnly: z.stringbool().or(z.boolean()).default(false),
  /** How visitors of the dashboard sign in: by an issuer, or by a link with a token, which the local host alone gives out. */
  signIn: z.enum(['oidc', 'link']),
  /** Requests of one address to the dashboard in five minutes; an office may stand behind one. */
  visitorRate: z.coerce.number().pipe(z.int().min(10).max(2_000_000_000)),
  /** A name of one's own for the dashboard, and its certificate in us-east-1; CloudFront gives one otherwise. */
  domainName: z.hostname().optional(),
  certificateArn: z
    .string()
    .startsWith('arn:aws:acm:us-east-1:', 'CloudFront takes certificates of us-east-1')
    .optional(),
  /** Tables that were restored to an earlier state and are used in place of the stack's own, which stay. */
  ledgerTable: tableName.optional(),
  cellsTable: tableName.optional(),
  registryTable: tableName.optional(),
  rejectionsTable: tableName.optional(),
  alarmEmail: z.email().optional(),
  /** Where alarms say that their sections of the runbook are. */
  runbook: z.string().min(1).default('docs/runbook.md'),
  /** What is deployed, as the API tells it: the version, and the commit where the pipeline names it. */
  release: z
    .string()
    .regex(/^[\w.+-]+$/, 'letters, digits, dots, plus and minus')
    .default(manifest.version),
  /** Who is mailed when an alert of the organisation's own rules fires and when it does so no more. */
  alertEmail: z.email().optional(),
  /** Origins whose pages may call the API: a list, or from the command line a text with commas. None unless listed. */
  corsOrigins: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(',').filter(Boolean))])
    .pipe(z.array(origin))
    .default([]),
  ...placeSchema.shape,
});

const configSchema = configFields
  .refine(({ domainName, certificateArn }) => (domainName === undefined) === (certificateArn === undefined), {
    error: 'domainName and certificateArn go together',
  })
  .refine(({ stage, signIn }) => stage === 'local' || signIn === 'oidc', {
    error: 'signIn by a link is for the stage local alone',
  });

/** `foldConcurrency`: aggregates that may run at once. Two on one lane would meet in its cells, so one for each lane. */
export type Config = z.infer<typeof configSchema> & { foldConcurrency: number };

/** Where the usual servers of front ends in development run. */
const devOrigins = ['localhost', '127.0.0.1'].flatMap((host) =>
  [3000, 4173, 5173, 8080].map((port) => `http://${host}:${port}`),
);

const defaults = {
  local: {
    lanes: 1,
    throttle: { rate: 10_000, burst: 5_000 },
    sourceRate: 20_000,
    viewerRate: 100_000_000,
    liveStreams: 100,
    logRetentionDays: 1,
    archiveDays: 1,
    removal: 'destroy',
    corsOrigins: devOrigins,
    signIn: 'link',
    visitorRate: 2_000_000_000,
  },
  staging: {
    lanes: 4,
    throttle: { rate: 200, burst: 400 },
    sourceRate: 1_000,
    viewerRate: 20_000,
    liveStreams: 20,
    logRetentionDays: 14,
    archiveDays: 14,
    removal: 'destroy',
    persistedOnly: true,
    signIn: 'oidc',
    visitorRate: 5_000,
  },
  production: {
    lanes: 4,
    throttle: { rate: 1_000, burst: 2_000 },
    sourceRate: 2_000,
    viewerRate: 20_000,
    liveStreams: 100,
    logRetentionDays: 90,
    archiveDays: 90,
    removal: 'retain',
    persistedOnly: true,
    signIn: 'oidc',
    visitorRate: 20_000,
  },
} as const satisfies Record<Stage, Partial<z.input<typeof configFields>>>;

/** The settings of a stage, with single ones replaced; throws a ZodError that names what does not fit. */
export const configOf = (stage: string, replaced: Record<string, unknown> = {}): Config => {
  const known = z.enum(stages, { error: `stage is one of ${stages.join(', ')}` }).parse(stage);
  const given = Object.fromEntries(Object.entries(replaced).filter(([, value]) => value !== undefined));
  const config = configSchema.parse({ ...accounts[known], ...defaults[known], ...given, stage: known });
  return { ...config, foldConcurrency: config.lanes };
};

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && !text.includes('*') && URL.canParse(text) && new URL(text).origin === text;
}
