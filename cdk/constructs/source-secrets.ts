import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { shownToken } from './shown-token.ts';

/**
 * The secrets of sources: one for each, made by the API when somebody sets them, so that the template knows their prefix
 * alone. Who writes them cannot read them.
 */
export class SourceSecrets extends Construct {
  readonly #prefix: string;

  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id);
    this.#prefix = `polylog/${stage}/sources`;
  }

  /** Lets the function read the secrets of every source. */
  readFrom(fn: LambdaFunction): void {
    this.#allow(fn, 'GetSecretValue');
  }

  /** Lets the function set secrets without seeing any. */
  writeFrom(fn: LambdaFunction): void {
    this.#allow(fn, 'CreateSecret', 'PutSecretValue');
  }

  #allow(fn: LambdaFunction, ...verbs: string[]): void {
    fn.addEnvironment('SOURCE_SECRETS_PREFIX', this.#prefix);
    const resource = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${this.#prefix}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const actions = verbs.map((verb) => `secretsmanager:${verb}`);
    Grant.addToPrincipal({ grantee: fn, actions, resourceArns: [resource] });
    if (!fn.role) return;
    const { partition, region, account } = Stack.of(this);
    const arn = `arn:${shownToken(partition, 'Partition')}:secretsmanager:${shownToken(region, 'Region')}:${shownToken(account, 'AccountId')}`;
    Validations.of(fn.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}:secret:${this.#prefix}/*]`,
      reason:
        'Engineers connect sources while the stack runs, each with a secret of its own, whose name ends in characters that ' +
        'Secrets Manager draws: the prefix is the narrowest name there is.',
    });
  }
}
