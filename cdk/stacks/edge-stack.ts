import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { EdgeFirewall } from '../constructs/edge-firewall.ts';

/**
 * What CloudFront takes from us-east-1 alone. The stack of the site is told its output as a parameter: a reference across
 * regions would fix the account and region of both.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...props }: StackProps & { config: Config }) {
    super(scope, id, { ...props, description: 'Polylog: firewall before the dashboard' });
    const firewall = new EdgeFirewall(this, 'Firewall', { visitorRate: config.visitorRate });
    new CfnOutput(this, 'WebAclArn', { value: firewall.attrArn });
  }
}
