import { describe, expect, it } from 'vitest';
import { readSite } from '../../local/read-site.ts';
import type { Resource } from '../../local/template.ts';

const resource = (type: string, name: string, properties: object): Resource => ({
  type,
  name,
  logicalId: name,
  properties: { ...properties },
  metadata: {},
  directory: '/nowhere',
});
const distribution = (more: object = {}) =>
  resource('AWS::CloudFront::Distribution', 'Site', {
    DistributionConfig: {
      DefaultCacheBehavior: { TargetOriginId: 'bucket', ResponseHeadersPolicyId: 'Headers' },
      CacheBehaviors: [
        { PathPattern: '/assets/*', TargetOriginId: 'bucket' },
        { PathPattern: '/v?/*', TargetOriginId: 'api' },
        { PathPattern: '/a.b', TargetOriginId: 'api' },
      ],
      Origins: [{ Id: 'bucket', S3OriginConfig: {} }, { Id: 'api' }],
      ...more,
    },
  });
const policy = (config: object) =>
  resource('AWS::CloudFront::ResponseHeadersPolicy', 'Headers', {
    ResponseHeadersPolicyConfig: { Name: 'Headers', ...config },
  });

describe('a distribution', () => {
  it.each([
    ['/', true],
    ['/assets/x.js', true],
    ['/v1/interactions', false],
    ['/v12/interactions', true],
    ['/a.b', false],
    ['/axb', true],
    ['/a.b/c', true],
  ])('has the page answer %s: %s', (path, own) => {
    expect(readSite([distribution()]).site?.owns(path)).toBe(own);
  });

  it('is not needed', () => {
    expect(readSite([])).toEqual({ site: undefined, copiers: new Set() });
  });

  it('adds the headers of its policy', () => {
    const headers = policy({
      SecurityHeadersConfig: { ContentTypeOptions: { Override: true }, FrameOptions: { FrameOption: 'DENY' } },
      CustomHeadersConfig: { Items: [{ Header: 'Permissions-Policy', Value: 'camera=()' }] },
    });
    expect(readSite([distribution(), headers]).site?.headers).toEqual({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'permissions-policy': 'camera=()',
    });
  });

  it.each([
    [
      'a header that the host does not know',
      [distribution(), policy({ ServerTimingHeadersConfig: {} })],
      'ServerTiming',
    ],
    ['a second one', [distribution(), distribution()], 'one distribution'],
    [
      'a function that looks at answers',
      [
        distribution({
          DefaultCacheBehavior: {
            TargetOriginId: 'bucket',
            FunctionAssociations: [{ EventType: 'viewer-response', FunctionARN: 'F' }],
          },
        }),
      ],
      'viewer-request',
    ],
  ])('is refused for %s', (_what, resources, named) => {
    expect(() => readSite(resources)).toThrow(named);
  });
});
