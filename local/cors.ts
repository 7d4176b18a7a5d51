import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

/** What `CorsConfiguration` of an HTTP API and `Cors` of a Function URL say alike. */
export const corsSchema = z.strictObject({
  AllowOrigins: z.array(
    z.string().refine((origin) => origin === '*' || !origin.includes('*'), 'the local door takes origins literally'),
  ),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.coerce.number().optional(),
});
export type Cors = z.infer<typeof corsSchema>;

/**
 * Gives the response the headers by which a browser lets a page of another origin read it, and answers a preflight; true
 * when it did. As on AWS a preflight is answered without a route for it, and an origin that is not listed gets none of them.
 */
export function answerCors(cors: Cors | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  if (!cors) return false;
  const { origin, 'access-control-request-method': asked } = request.headers;
  const isPreflight = request.method === 'OPTIONS' && origin !== undefined && asked !== undefined;
  response.setHeader('vary', 'Origin');
  const allowed = allowedOrigin(cors, origin);
  if (allowed !== undefined) {
    const headers = { 'access-control-allow-origin': allowed, ...(isPreflight ? onPreflight(cors) : onAnswer(cors)) };
    for (const [name, value] of Object.entries(headers)) if (value !== '') response.setHeader(name, value);
    if (cors.AllowCredentials) response.setHeader('access-control-allow-credentials', 'true');
  }
  if (isPreflight) response.writeHead(204).end();
  return isPreflight;
}

function allowedOrigin({ AllowOrigins }: Cors, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (AllowOrigins.includes(origin)) return origin;
  return AllowOrigins.includes('*') ? '*' : undefined;
}

const onPreflight = ({ AllowMethods, AllowHeaders, MaxAge }: Cors) => ({
  'access-control-allow-methods': AllowMethods.join(','),
  'access-control-allow-headers': AllowHeaders.join(','),
  'access-control-max-age': MaxAge === undefined ? '' : String(MaxAge),
});

const onAnswer = ({ ExposeHeaders }: Cors) => ({ 'access-control-expose-headers': ExposeHeaders.join(',') });
