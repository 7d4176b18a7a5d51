import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  OriginSslPolicy,
  type ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IFunctionUrl } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AnswerPolicy } from './answer-policy.ts';
import { EdgePath } from './edge-path.ts';
import { PageFiles } from './page-files.ts';
import { SecurityHeaders } from './security-headers.ts';

export interface SiteProps {
  /** The folder of the built page. */
  page: string;
  /** What the page reads first: `/config.json`. */
  config: object;
  /** Origins beside its own that the page talks to. */
  connectTo: string[];
  /** Of the HTTP API. */
  apiId: string;
  live: IFunctionUrl;
  /** The firewall before it, in us-east-1; none in the stage local. */
  webAclArn: string | undefined;
  /** A name of one's own, with its certificate in us-east-1; else CloudFront gives one. */
  domain: { name: string; certificateArn: string } | undefined;
  logRetention: RetentionDays;
  removalPolicy: RemovalPolicy;
  keep: boolean;
}

/**
 * The dashboard, the API and live updates under one address: files come from the bucket, everything that the API owns is
 * passed on. The addresses of API and live updates go on working by themselves.
 */
export class Site extends Construct {
  /** Without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { apiId, live, webAclArn, domain, connectTo } = props;
    const files = new PageFiles(this, 'Files', props);
    const { region, urlSuffix } = Stack.of(this);
    const apiOrigin = new HttpOrigin(`${apiId}.execute-api.${region}.${urlSuffix}`, {
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(30),
    });
    const pages: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(files.bucket, {
        // With the right to list, S3 says of a file that is not there that it is not there, and not that it is forbidden.
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      }),
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: new SecurityHeaders(this, 'Headers', { connectTo }),
      compress: true,
    };
    const answers = new AnswerPolicy(this, 'AnswerHeaders');
    const views = new EdgePath(this, 'Views', 'page');
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Polylog: dashboard and API (${Stack.of(this).stackName})`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(webAclArn !== undefined && { webAclId: webAclArn }),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      defaultBehavior: {
        ...pages,
        functionAssociations: [{ function: views, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/assets/*': pages,
        '/graphql': passedOn(apiOrigin, answers),
        '/v1/*': passedOn(apiOrigin, answers),
        '/health': passedOn(apiOrigin, answers),
        '/live': {
          // A comment every 15 s keeps a stream open.
          ...passedOn(new FunctionUrlOrigin(live, { readTimeout: Duration.seconds(60) }), answers),
          functionAssociations: [
            { function: new EdgePath(this, 'LivePath', 'live'), eventType: FunctionEventType.VIEWER_REQUEST },
          ],
        },
      },
    });
    this.url = `https://${domain?.name ?? distribution.distributionDomainName}`;
    acknowledge(distribution, props);
  }
}

/** Whatever the visitor sends, and nothing kept: but for the host, by which API Gateway and Function URLs know themselves. */
const passedOn = (
  origin: BehaviorOptions['origin'],
  responseHeadersPolicy: ResponseHeadersPolicy,
): BehaviorOptions => ({
  origin,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  responseHeadersPolicy,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
});

/** What cdk-nag would have and this is not. */
function acknowledge(distribution: Distribution, { domain, webAclArn }: SiteProps): void {
  const reasons: Record<string, string> = {
    'AwsSolutions-CFR1':
      'It is for the people of a company, wherever they travel; signing in decides who sees anything.',
    'AwsSolutions-CFR3':
      'Access logs would keep the address of every visitor, which this system keeps nowhere; CloudFront and the firewall ' +
      'count requests and errors, and the API logs its own without anything about who asked.',
    ...(domain === undefined && {
      'AwsSolutions-CFR4':
        'The name and certificate are those of CloudFront, which then sets the oldest protocol itself; with the setting ' +
        'domainName the distribution asks for TLS 1.2 of 2021.',
    }),
    ...(webAclArn === undefined && {
      'AwsSolutions-CFR2': 'Only the stage local has no firewall, and the local host serves it on this machine alone.',
    }),
  };
  for (const [id, reason] of Object.entries(reasons)) Validations.of(distribution).acknowledge({ id, reason });
}
