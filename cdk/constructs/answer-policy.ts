import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { answerHeaders } from '../../shared/answer-headers.ts';

/**
 * The headers that CloudFront adds to answers of the API and of live updates where they have none of their own: those that
 * API Gateway, Lambda, the firewall or CloudFront itself make.
 */
export class AnswerPolicy extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          override: false,
          contentSecurityPolicy: answerHeaders['content-security-policy'],
        },
        contentTypeOptions: { override: true },
        frameOptions: { override: false, frameOption: HeadersFrameOption.DENY },
        referrerPolicy: { override: false, referrerPolicy: HeadersReferrerPolicy.NO_REFERRER },
        strictTransportSecurity: { override: true, accessControlMaxAge: Duration.days(365), includeSubdomains: true },
      },
    });
  }
}
