import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** The secret with what the canary goes by (`functions/canary/canary-access.ts`): an engineer writes it once. */
export class CanaryAccess extends Construct {
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      description: 'Polylog: the key of the canary, and its client at the issuer',
      // Some text, until an engineer puts JSON in its place: the canary takes it for no access.
      generateSecretString: { passwordLength: 32, excludePunctuation: true },
      removalPolicy,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'What is in it is made elsewhere: the key by `polylog key`, the client by the issuer. Each is replaced there and ' +
        'written here (docs/operations.md); nothing in AWS could rotate it alone.',
    });
  }

  /** Lets the function read the access. */
  readFrom(fn: LambdaFunction): void {
    fn.addEnvironment('CANARY_SECRET_ID', this.#secret.secretArn);
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [this.#secret.secretArn],
    });
  }
}
