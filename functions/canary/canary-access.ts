import * as z from 'zod';

/** What the canary goes by: a JSON object in a secret of its own, which an engineer writes. */
const accessSchema = z.object({
  /** A key of the source `urn:polylog:canary`. */
  key: z.string().min(1),
  /** Where the issuer gives tokens to programs (client credentials), and as whom: by TLS, as a secret is sent there. */
  tokenUrl: z.url({ protocol: /^https$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scope: z.string().optional(),
  audience: z.string().optional(),
});
export type CanaryAccess = z.infer<typeof accessSchema>;

const grantSchema = z.object({ access_token: z.string().min(1) });

/** The access in a secret's text; undefined while nobody wrote it. */
export function readAccess(text: string | undefined): CanaryAccess | undefined {
  try {
    return accessSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** A token for the canary, by OAuth 2.0's grant for programs. Throws with the status when the issuer gives none. */
export async function fetchToken(access: CanaryAccess, fetchIt: typeof fetch): Promise<string> {
  const { tokenUrl, clientId, clientSecret, scope, audience } = access;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const response = await fetchIt(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope !== undefined && { scope }),
      ...(audience !== undefined && { audience }),
    }).toString(),
  });
  const grant = grantSchema.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !grant.success) throw new Error(`The issuer answered ${response.status}, and gave no token.`);
  return grant.data.access_token;
}
