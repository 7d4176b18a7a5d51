import { runInNewContext } from 'node:vm';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { local, only, production, resourcesOf, synthesise } from '../synthesise.ts';

const { stateless, edge } = production;
const distributionOf = (of: Template) =>
  only(resourcesOf(of, 'AWS::CloudFront::Distribution')).Properties.DistributionConfig;
const distribution = distributionOf(stateless);
const behaviours: { PathPattern: string; [setting: string]: unknown }[] = distribution.CacheBehaviors;
const behaviour = (path: string) => behaviours.find(({ PathPattern }) => PathPattern === path);
const originOf = (id: unknown) => distribution.Origins.find(({ Id }: { Id: string }) => Id === id);

/** AWS's own policies, by the ids that its documentation lists. */
const managed = {
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  allViewerExceptHost: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
};

describe('the site', () => {
  it('speaks HTTP/2 and HTTP/3, over TLS 1.2 or newer where the name is its own', () => {
    expect(distribution).toMatchObject({ HttpVersion: 'http2and3', DefaultRootObject: 'index.html', Enabled: true });
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/4711';
    const named = synthesise('production', { domainName: 'social.example', certificateArn }).stateless;
    expect(distributionOf(named)).toMatchObject({
      Aliases: ['social.example'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(only(named.findOutputs('DashboardUrl'))).toEqual({ Value: 'https://social.example' });
  });

  it('passes on what the API owns, with all that the visitor sends, and keeps nothing of it', () => {
    const passedOn = ['/graphql', '/v1/*', '/health', '/live'];
    expect(behaviours.map(({ PathPattern }) => PathPattern).toSorted()).toEqual(['/assets/*', ...passedOn].toSorted());
    for (const path of passedOn) {
      expect(behaviour(path), path).toMatchObject({
        CachePolicyId: managed.cachingDisabled,
        OriginRequestPolicyId: managed.allViewerExceptHost,
        AllowedMethods: expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', 'POST']),
        ViewerProtocolPolicy: 'https-only',
      });
      const { CustomOriginConfig, DomainName } = originOf(behaviour(path)?.TargetOriginId);
      expect(CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
      expect(JSON.stringify(DomainName)).toMatch(path === '/live' ? /LiveAddress/ : /execute-api/);
    }
    expect(originOf(behaviour('/live')?.TargetOriginId).CustomOriginConfig.OriginReadTimeout).toBe(60);
  });

  it('serves everything else from the bucket, compressed', () => {
    for (const pages of [distribution.DefaultCacheBehavior, behaviour('/assets/*')]) {
      expect(pages).toMatchObject({ Compress: true, CachePolicyId: managed.cachingOptimized });
      expect(pages.ViewerProtocolPolicy).toBe('redirect-to-https');
      expect(originOf(pages.TargetOriginId).S3OriginConfig).toEqual({ OriginAccessIdentity: '' });
      expect(originOf(pages.TargetOriginId).OriginAccessControlId).toBeDefined();
    }
  });

  it('keeps the bucket to CloudFront, and to this distribution', () => {
    const bucket = only(resourcesOf(stateless, 'AWS::S3::Bucket'));
    expect(Object.values(bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    const { Statement } = only(resourcesOf(stateless, 'AWS::S3::BucketPolicy')).Properties.PolicyDocument;
    const allowing = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowing).toHaveLength(1);
    expect(allowing[0]).toMatchObject({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['s3:GetObject', 's3:ListBucket'],
    });
    expect(JSON.stringify(allowing[0].Condition)).toMatch(/AWS:SourceArn.*SiteDistribution/);
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  const codeOf = (part: string): string => {
    const found = Object.entries(resourcesOf(stateless, 'AWS::CloudFront::Function')).find(([id]) => id.includes(part));
    return found?.[1].Properties.FunctionCode;
  };
  const askedFor = (part: string, uri: string): string =>
    runInNewContext(`${codeOf(part)}; handler({ request: { uri } }).uri`, { uri });

  it.each([
    ['/', '/index.html'],
    ['/departments/service', '/index.html'],
    ['/departments/v1.2/', '/index.html'],
    ['/index.html', '/index.html'],
    ['/config.json', '/config.json'],
    ['/absent.js', '/absent.js'],
    ['/.env', '/.env'],
  ])('asks the bucket of %s for %s', (uri, expected) => expect(askedFor('Views', uri)).toBe(expected));

  it('asks the Function URL without the path that it is reached by', () => {
    expect(askedFor('LivePath', '/live')).toBe('/');
    expect(behaviour('/live')?.FunctionAssociations).toEqual([
      {
        EventType: 'viewer-request',
        FunctionARN: { 'Fn::GetAtt': [expect.stringMatching(/LivePath/), 'FunctionARN'] },
      },
    ]);
    expect(behaviour('/assets/*')).not.toHaveProperty('FunctionAssociations');
  });
});

describe('the files of the page', () => {
  const deploymentOf = (of: Template, part: string) =>
    Object.entries(resourcesOf(of, 'Custom::CDKBucketDeployment')).find(([id]) => id.includes(part))?.[1].Properties;

  it('of earlier builds stay, are kept for a year, and are there before a page names them', () => {
    expect(deploymentOf(stateless, 'Assets')).toMatchObject({
      DestinationBucketKeyPrefix: 'assets',
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    const [root] = Object.entries(resourcesOf(stateless, 'Custom::CDKBucketDeployment')).filter(([id]) =>
      id.includes('Root'),
    );
    expect(JSON.stringify(root?.[1])).toMatch(/"DependsOn":\[[^\]]*SiteFilesAssetsCustomResource/);
  });

  it('beside them are asked for anew each time, and go with the build, which leaves the others alone', () => {
    expect(deploymentOf(stateless, 'Root')).toMatchObject({
      Prune: true,
      Exclude: ['assets/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
    });
    expect(deploymentOf(stateless, 'Root')).not.toHaveProperty('DestinationBucketKeyPrefix');
  });

  it('go with the stack only where everything does', () => {
    expect(deploymentOf(stateless, 'Root').RetainOnDelete).toBe(true);
    expect(deploymentOf(synthesise('staging').stateless, 'Root').RetainOnDelete).toBe(false);
  });

  it('tell the page of its issuer with values of the deployment, and locally of the link', () => {
    const [, markers] = deploymentOf(stateless, 'Root').SourceMarkers;
    expect(Object.values(markers)).toEqual(
      ['OidcIssuer', 'OidcClientId', 'OidcScope', 'OidcAudience'].map((Ref) => ({ Ref })),
    );
    expect(deploymentOf(local.stateless, 'Root').SourceMarkers ?? []).not.toContainEqual(
      expect.objectContaining({ '<<marker:0xbaba:0>>': expect.anything() }),
    );
    expect(stateless.findParameters('OidcClientId').OidcClientId).not.toHaveProperty('Default');
    expect(local.stateless.findParameters('OidcClientId')).toEqual({});
  });
});

/** The policy for headers whose logical id begins so. */
const policyNamed = (of: Template, id: string) =>
  only(
    Object.fromEntries(
      Object.entries(resourcesOf(of, 'AWS::CloudFront::ResponseHeadersPolicy')).filter(([name]) => name.startsWith(id)),
    ),
  );

describe('the policy of the page', () => {
  const configOf = (of: Template) => policyNamed(of, 'SiteHeaders').Properties.ResponseHeadersPolicyConfig;
  const policyOf = (of: Template): string =>
    JSON.stringify(configOf(of).SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);

  it('runs its own scripts alone, in no frame, over HTTPS for a year', () => {
    for (const rule of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'"])
      expect(policyOf(stateless)).toContain(rule);
    expect(policyOf(stateless)).not.toMatch(/unsafe-eval|\*|script-src[^;]*unsafe/);
    expect(configOf(stateless)).toMatchObject({
      SecurityHeadersConfig: {
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY' },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true },
      },
      CustomHeadersConfig: {
        Items: expect.arrayContaining([
          { Header: 'Cross-Origin-Opener-Policy', Value: 'same-origin', Override: true },
          expect.objectContaining({ Header: 'Permissions-Policy' }),
        ]),
      },
    });
    for (const { ResponseHeadersPolicyId } of [distribution.DefaultCacheBehavior, behaviour('/assets/*')])
      expect(ResponseHeadersPolicyId.Ref).toMatch(/^SiteHeaders/);
  });

  it('is another one for what is passed on: data alone, which may have stricter headers of its own', () => {
    for (const path of ['/graphql', '/v1/*', '/health', '/live'])
      expect(behaviour(path)).toMatchObject({
        ResponseHeadersPolicyId: { Ref: expect.stringMatching(/^SiteAnswerHeaders/) },
      });
    const { SecurityHeadersConfig } = policyNamed(stateless, 'SiteAnswerHeaders').Properties
      .ResponseHeadersPolicyConfig;
    expect(SecurityHeadersConfig).toMatchObject({
      ContentSecurityPolicy: { Override: false, ContentSecurityPolicy: expect.stringContaining("default-src 'none'") },
      ContentTypeOptions: { Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
    });
  });

  it('lets it talk to its own origin and the issuer, locally to its own alone', () => {
    expect(policyOf(stateless)).toMatch(/connect-src 'self' .*OidcIssuer.*OidcOrigins/);
    expect(policyOf(local.stateless)).toContain("connect-src 'self';");
  });

  it.each([
    ['', true],
    ['https://social.auth.eu-central-1.amazoncognito.com', true],
    ['https://a.example https://b.example:8443', true],
    ['https://a.example; script-src *', false],
    ["https://a.example 'unsafe-inline'", false],
    ['http://a.example', false],
  ])('takes %j for further origins: %s', (text, taken) => {
    const { AllowedPattern } = stateless.findParameters('OidcOrigins').OidcOrigins ?? {};
    expect(new RegExp(AllowedPattern).test(text)).toBe(taken);
  });
});

describe('the firewall', () => {
  const acl = only(resourcesOf(edge as Template, 'AWS::WAFv2::WebACL')).Properties;

  it('stands before the site of every stage but local, told as a parameter', () => {
    expect(distribution.WebACLId).toEqual({ Ref: 'WebAclArn' });
    expect(stateless.findParameters('WebAclArn').WebAclArn).not.toHaveProperty('Default');
    expect(local).not.toHaveProperty('edge');
    expect(distributionOf(local.stateless)).not.toHaveProperty('WebACLId');
    expect(acl.Scope).toBe('CLOUDFRONT');
  });

  it('stops floods, and attacks on everything but what sources send', () => {
    const [flood, ...groups] = acl.Rules;
    expect(flood).toMatchObject({
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
      Statement: { RateBasedStatement: { Limit: 20_000, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
    });
    const statements = groups.map(
      ({ Statement }: { Statement: Record<string, Record<string, unknown>> }) => Statement.ManagedRuleGroupStatement,
    );
    expect(statements.map(({ Name }: { Name: string }) => Name)).toEqual([
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    for (const { ScopeDownStatement } of statements) {
      expect(ScopeDownStatement.NotStatement.Statement.ByteMatchStatement).toMatchObject({
        SearchString: '/v1/',
        PositionalConstraint: 'STARTS_WITH',
        // In their order: /v1/%2e%2e/graphql is not below /v1/.
        TextTransformations: [
          { Priority: 0, Type: 'URL_DECODE' },
          { Priority: 1, Type: 'NORMALIZE_PATH' },
        ],
      });
    }
    expect(groups.every(({ OverrideAction }: { OverrideAction: object }) => 'None' in OverrideAction)).toBe(true);
  });

  it('lets through what people wrote: a corrected interaction comes whole', () => {
    const common = acl.Rules[2].Statement.ManagedRuleGroupStatement;
    const counted = common.RuleActionOverrides.map(({ Name, ActionToUse }: { Name: string; ActionToUse: object }) => [
      Name,
      ActionToUse,
    ]);
    expect(counted.filter(([name]: [string]) => name.endsWith('_BODY'))).toEqual(
      ['SizeRestrictions', 'CrossSiteScripting', 'GenericLFI', 'GenericRFI', 'EC2MetaDataSSRF'].map((rule) => [
        `${rule}_BODY`,
        { Count: {} },
      ]),
    );
  });

  it('keeps no sample of a request, which would hold a token', () => {
    const settings = [acl, ...acl.Rules].map(({ VisibilityConfig }) => VisibilityConfig.SampledRequestsEnabled);
    expect(settings).toEqual([false, false, false, false]);
  });
});
