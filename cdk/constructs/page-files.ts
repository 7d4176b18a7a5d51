import { join } from 'node:path';
import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { PageCopier } from './page-copier.ts';

export interface PageFilesProps {
  /** The folder of the built page: names with a hash of the content in `assets/`, the rest beside it. */
  page: string;
  /** What the page reads first, with values that only the deployment knows. */
  config: object;
  logRetention: RetentionDays;
  removalPolicy: RemovalPolicy;
  /** Whether the files stay when the stack goes. */
  keep: boolean;
}

/** The files of the page in a private bucket. */
export class PageFiles extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { page, config, keep, ...props }: PageFilesProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: props.removalPolicy,
    }) as IBucket;
    const { role, logGroup } = new PageCopier(this, 'Copier', { ...props, to: this.bucket });
    const shared = {
      destinationBucket: this.bucket,
      // The library would add rights with wildcards.
      role: role.withoutPolicyUpdates(),
      logGroup,
      memoryLimit: 512,
      retainOnDelete: keep,
    };
    // What a page asks for that was opened before a deployment: files of earlier builds stay, under names of their own.
    const assets = new BucketDeployment(this, 'Assets', {
      ...shared,
      sources: [Source.asset(join(page, 'assets'))],
      destinationKeyPrefix: 'assets',
      prune: false,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const root = new BucketDeployment(this, 'Root', {
      ...shared,
      sources: [Source.asset(page, { exclude: ['assets', '.vite'] }), Source.jsonData('config.json', config)],
      // Leaves alone what the other deployment owns.
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
    });
    assets.node.addDependency(role);
    // No page names a file that is not there yet.
    root.node.addDependency(assets);
    this.#acknowledge();
  }

  #acknowledge(): void {
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'CloudFront alone reads it, and what lies in it is the same public page for everybody: a log of who read what would ' +
        'hold nothing but addresses of visitors, which this system keeps nowhere.',
    });
    const copying = Stack.of(this).node.children.filter(({ node }) =>
      node.id.startsWith('Custom::CDKBucketDeployment'),
    );
    for (const fn of copying) {
      Validations.of(fn).acknowledge({
        id: 'AwsSolutions-L1',
        reason:
          "The function is the CDK library's own, and so is its runtime: the one that the release in use was tested with.",
      });
    }
  }
}
