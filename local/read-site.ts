import { z } from 'zod';
import { parseResource } from './parse-resource.ts';
import { headersPolicySchema, securityHeaders } from './security-headers.ts';
import { type FileSource, fileSourcesOf } from './site-files.ts';
import { nameFromArn, type Resource } from './template.ts';

/** A page as CloudFront serves it. */
export interface HostedSite {
  sources: FileSource[];
  /** Whether a path is one of the page's, and not one that CloudFront passes on. */
  owns: (path: string) => boolean;
  headers: Record<string, string>;
  /** The code of the CloudFront function that says which file a path asks for; none when each path is its own file. */
  pathFunction: string | undefined;
  /** Whether that function is asked about a path: those with a pattern of their own are their own files. */
  isView: (path: string) => boolean;
}

const behaviour = z.object({ TargetOriginId: z.string(), ResponseHeadersPolicyId: z.string().optional() });
const associations = z
  .array(z.object({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
  .max(1)
  .default([]);
const distributionSchema = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: behaviour.extend({ FunctionAssociations: associations }),
    CacheBehaviors: z.array(behaviour.extend({ PathPattern: z.string() })).default([]),
    Origins: z.array(z.object({ Id: z.string(), S3OriginConfig: z.unknown().optional() })),
  }),
});
const functionSchema = z.object({
  FunctionCode: z.string(),
  FunctionConfig: z.object({ Runtime: z.literal('cloudfront-js-2.0') }),
});
const copierSchema = z.object({ ServiceToken: z.string().transform(nameFromArn) });

/** The page that a distribution serves, if there is one, and the names of the functions that copy it into its bucket. */
export function readSite(resources: Resource[]): { site: HostedSite | undefined; copiers: ReadonlySet<string> } {
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const deployments = of('Custom::CDKBucketDeployment');
  const copiers = new Set(deployments.map((resource) => parseResource(copierSchema, resource).ServiceToken));
  const [distribution, ...more] = of('AWS::CloudFront::Distribution');
  if (more.length > 0) throw new Error('The local door serves one distribution, not several.');
  if (!distribution) return { site: undefined, copiers };

  const { DistributionConfig } = parseResource(distributionSchema, distribution);
  const { DefaultCacheBehavior: standard, CacheBehaviors: others, Origins } = DistributionConfig;
  const fromBucket = new Set(Origins.flatMap(({ Id, S3OriginConfig }) => (S3OriginConfig ? [Id] : [])));
  const patterns = others.map(({ PathPattern, TargetOriginId }) => ({
    expression: expressionOf(PathPattern),
    own: fromBucket.has(TargetOriginId),
  }));
  const policy = of('AWS::CloudFront::ResponseHeadersPolicy').find(
    ({ name }) => name === standard.ResponseHeadersPolicyId,
  );
  const [asked] = standard.FunctionAssociations;
  const view = of('AWS::CloudFront::Function').find(({ name }) => name === asked?.FunctionARN);
  const patternOf = (path: string) => patterns.find(({ expression }) => expression.test(path));
  const site = {
    sources: deployments.flatMap(fileSourcesOf),
    owns: (path: string) => patternOf(path)?.own ?? fromBucket.has(standard.TargetOriginId),
    isView: (path: string) => patternOf(path) === undefined,
    headers: policy ? securityHeaders(parseResource(headersPolicySchema, policy)) : {},
    pathFunction: view && parseResource(functionSchema, view).FunctionCode,
  };
  return { site, copiers };
}

/** In a pattern of CloudFront `*` stands for any text and `?` for one character. */
const expressionOf = (pattern: string): RegExp => {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${text}$`);
};
