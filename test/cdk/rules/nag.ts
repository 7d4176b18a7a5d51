import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, it } from 'vitest';
import { addPolylog } from '../../../cdk/add-polylog.ts';
import { configOf, stages } from '../../../cdk/config.ts';
import { standIn } from '../synthesise.ts';

const outdir = mkdtempSync(join(tmpdir(), 'polylog-nag-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const build = (stage: string, replaced: Record<string, unknown> = {}) => {
  // Only the tree is looked at.
  const app = new App({ outdir });
  const codeOf = () => Code.fromInline('export {};');
  return { app, ...addPolylog(app, configOf(stage, replaced), { page: standIn, codeOf }) };
};
const violationsIn = (app: App) => new AwsSolutionsChecks(app).validateScope(app).violations;

it.each(stages)('cdk-nag finds no error and no warning in the stage %s', (stage) => {
  expect(violationsIn(build(stage).app)).toEqual([]);
});

it('cdk-nag finds nothing either where alerts are mailed', () => {
  expect(violationsIn(build('production', { alertEmail: 'desk@acme.example' }).app)).toEqual([]);
});

it('cdk-nag looks at what is there: a queue without dead letters is found', () => {
  const { app, stateless } = build('production');
  new Queue(stateless, 'Bare');
  expect(violationsIn(app).map(({ ruleName }) => ruleName)).toContain('AwsSolutions-SQS3');
});

it('what is acknowledged is acknowledged at a resource, with a reason, and nothing else is', () => {
  const { stateful, stateless, edge } = build('production');
  const acknowledged = [stateful, stateless, ...(edge ? [edge] : [])]
    .flatMap((stack) => stack.node.findAll())
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries<string>(data).map(([rule, reason]) => ({ at: node.path, rule, reason }))),
    );
  for (const { reason } of acknowledged) expect(reason.length).toBeGreaterThan(60);
  const rules = acknowledged.map(
    ({ at, rule }) => `${at.replace('Polylog-production-', '')} ${rule.replace('Annotation::', '')}`,
  );
  expect(rules.toSorted()).toEqual([
    'Stateful/Pseudonyms/Secret AwsSolutions-SMG4',
    'Stateless/AggregateRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/AlertsRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/Bus/Undelivered AwsSolutions-SQS3',
    'Stateless/CanaryAccess/Secret AwsSolutions-SMG4',
    'Stateless/CanaryRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB AwsSolutions-L1',
    'Stateless/Door/Api/GET--graphql AwsSolutions-APIG4',
    'Stateless/Door/Api/GET--health AwsSolutions-APIG4',
    'Stateless/Door/Api/GET--v1--docs AwsSolutions-APIG4',
    'Stateless/Door/Api/GET--v1--openapi.json AwsSolutions-APIG4',
    'Stateless/Door/Api/GET--v1--schemas--{name} AwsSolutions-APIG4',
    'Stateless/Door/Api/GET--v1--source AwsSolutions-APIG4',
    'Stateless/Door/Api/GET--v1--sources--{adapter}--{hook} AwsSolutions-APIG4',
    'Stateless/Door/Api/HEAD--v1--sources--{adapter}--{hook} AwsSolutions-APIG4',
    'Stateless/Door/Api/POST--graphql AwsSolutions-APIG4',
    'Stateless/Door/Api/POST--v1--interactions AwsSolutions-APIG4',
    'Stateless/Door/Api/POST--v1--sources--{adapter}--{hook} AwsSolutions-APIG4',
    'Stateless/GraphqlRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/GraphqlRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:polylog/production/sources/*]',
    'Stateless/IngestRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/IngestRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:polylog/production/sources/*]',
    'Stateless/LiveRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/PollRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/PollRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:polylog/production/sources/*]',
    'Stateless/PrivacyRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/ReplayRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/Site/Distribution AwsSolutions-CFR1',
    'Stateless/Site/Distribution AwsSolutions-CFR3',
    'Stateless/Site/Distribution AwsSolutions-CFR4',
    'Stateless/Site/Files/Bucket AwsSolutions-S1',
    'Stateless/Site/Files/Copier/Role AwsSolutions-IAM5[Resource::<SiteFilesBucket4BA90CBC.Arn>/*]',
    'Stateless/Site/Files/Copier/Role AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    'Stateless/Timetable/Unstarted AwsSolutions-SQS3',
    'Stateless/VerifyRole AwsSolutions-IAM5[Resource::*]',
    'Stateless/WatchRole AwsSolutions-IAM5[Resource::*]',
  ]);
});
