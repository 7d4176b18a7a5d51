import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';

/** What stands before the site: the firewall of the edge stack, told as a parameter, and a name of one's own. */
export function edgeOf(scope: Construct, { stage, domainName: name, certificateArn }: Config) {
  const firewall = () =>
    new CfnParameter(scope, 'WebAclArn', {
      description: 'The output WebAclArn of the edge stack',
      allowedPattern: '^arn:aws:wafv2:us-east-1:\\d{12}:global/webacl/.+$',
      constraintDescription: 'the ARN of a web ACL for CloudFront, which lies in us-east-1',
    }).valueAsString;
  return {
    webAclArn: stage === 'local' ? undefined : firewall(),
    domain: name !== undefined && certificateArn !== undefined ? { name, certificateArn } : undefined,
  };
}
