import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

export interface PseudonymSecretProps {
  removalPolicy: RemovalPolicy;
}

/** The secret from which the keys for pseudonyms, digests and payload encryption are derived. */
export class PseudonymSecret extends Construct {
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { removalPolicy }: PseudonymSecretProps) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      description: 'Polylog: keys for pseudonyms, digests and payload encryption are derived from this',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'A rotated secret would give every person a new pseudonym and every interaction a new digest: distinct counts ' +
        'would double and duplicates would read as conflicts. It is replaced only at a documented cut-over.',
    });
  }

  /** Lets the function read the secret. */
  readFrom(fn: LambdaFunction): void {
    fn.addEnvironment('PSEUDONYM_SECRET_ID', this.#secret.secretArn);
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [this.#secret.secretArn],
    });
  }
}
