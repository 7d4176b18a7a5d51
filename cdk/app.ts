import { App } from 'aws-cdk-lib';
import settings from '../cdk.json' with { type: 'json' };
import { addPolylog } from './add-polylog.ts';
import { buildDashboard } from './build-dashboard.ts';
import { configOf } from './config.ts';

const page = await buildDashboard();

// The flags come from cdk.json also when Node runs this file without the CDK command line, so both give one template.
const app = new App({
  context: settings.context,
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  analyticsReporting: false,
});
const context = (key: string): unknown => app.node.tryGetContext(key);

addPolylog(
  app,
  configOf(String(context('stage') ?? process.env.POLYLOG_STAGE ?? 'local'), {
    lanes: context('lanes'),
    sourceRate: context('sourceRate'),
    viewerRate: context('viewerRate'),
    liveStreams: context('liveStreams'),
    roleClaim: context('roleClaim'),
    departmentsClaim: context('departmentsClaim'),
    graphiql: context('graphiql'),
    persistedOnly: context('persistedOnly'),
    signIn: context('signIn'),
    visitorRate: context('visitorRate'),
    domainName: context('domainName'),
    certificateArn: context('certificateArn'),
    ledgerTable: context('ledgerTable'),
    cellsTable: context('cellsTable'),
    registryTable: context('registryTable'),
    rejectionsTable: context('rejectionsTable'),
    alarmEmail: context('alarmEmail'),
    alertEmail: context('alertEmail'),
    corsOrigins: context('corsOrigins'),
    runbook: context('runbook'),
    release: context('release'),
    owner: context('owner'),
    costCentre: context('costCentre'),
    account: context('account'),
    region: context('region'),
  }),
  { page },
);
app.synth();
