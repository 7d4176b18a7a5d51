import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { shownToken } from './shown-token.ts';

export interface PageCopierProps {
  to: IBucket;
  logRetention: RetentionDays;
  removalPolicy: RemovalPolicy;
}

/** What the function of a deployment may do that copies the page: read what the CDK staged, write to one bucket, log. */
export class PageCopier extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { to, logRetention, removalPolicy }: PageCopierProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup = new LogGroup(this, 'Logs', { retention: logRetention, removalPolicy });
    this.logGroup.grantWrite(this.role);
    const { partition, account, region } = Stack.of(this);
    const staged = (acc: string, reg: string) => `s3:::cdk-hnb659fds-assets-${acc}-${reg}/*`;
    const allow = (actions: string[], resource: string) =>
      this.role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(['s3:GetObject'], `arn:${partition}:${staged(account, region)}`);
    allow(['s3:ListBucket'], to.bucketArn);
    allow(['s3:PutObject', 's3:DeleteObject'], to.arnForObjects('*'));

    const shown = staged(shownToken(account, 'AccountId'), shownToken(region, 'Region'));
    const bucket = Stack.of(this).getLogicalId(to.node.defaultChild as CfnBucket);
    for (const resource of [`arn:${shownToken(partition, 'Partition')}:${shown}`, `<${bucket}.Arn>/*`]) {
      Validations.of(this.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'It copies files whose names the build makes from the bucket where the CDK stages assets to the bucket of the page, ' +
          'and removes there what the build no longer has: all files of the two, and nothing else.',
      });
    }
  }
}
