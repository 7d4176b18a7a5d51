import { z } from 'zod';

const strict = z.object({
  AccessControlMaxAgeSec: z.coerce.number(),
  IncludeSubdomains: z.boolean().default(false),
  Preload: z.boolean().default(false),
});

/** The properties of an `AWS::CloudFront::ResponseHeadersPolicy`; strict, so that no header is silently absent locally. */
export const headersPolicySchema = z.object({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    SecurityHeadersConfig: z
      .strictObject({
        ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }).optional(),
        ContentTypeOptions: z.unknown().optional(),
        FrameOptions: z.object({ FrameOption: z.string() }).optional(),
        ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }).optional(),
        StrictTransportSecurity: strict.optional(),
      })
      .default({}),
    CustomHeadersConfig: z
      .object({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) })
      .default({ Items: [] }),
  }),
});

/** The headers that CloudFront would add by this policy, by their names in lower case. */
export function securityHeaders({
  ResponseHeadersPolicyConfig: { SecurityHeadersConfig: own, CustomHeadersConfig },
}: z.infer<typeof headersPolicySchema>): Record<string, string> {
  const headers = {
    'content-security-policy': own.ContentSecurityPolicy?.ContentSecurityPolicy,
    'x-content-type-options': own.ContentTypeOptions === undefined ? undefined : 'nosniff',
    'x-frame-options': own.FrameOptions?.FrameOption,
    'referrer-policy': own.ReferrerPolicy?.ReferrerPolicy,
    'strict-transport-security': own.StrictTransportSecurity && strictTransport(own.StrictTransportSecurity),
    ...Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
  );
}

const strictTransport = ({ AccessControlMaxAgeSec, IncludeSubdomains, Preload }: z.infer<typeof strict>): string =>
  [`max-age=${AccessControlMaxAgeSec}`, IncludeSubdomains && 'includeSubDomains', Preload && 'preload']
    .filter(Boolean)
    .join('; ');
