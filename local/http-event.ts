import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const textual =
  /^(text\/|application\/([\w.+-]*\+)?(json|xml)|application\/(javascript|graphql|x-www-form-urlencoded))/;

/** The API Gateway event (payload format 2.0) of a request. A body that is not plain text travels as base64. */
export function toHttpEvent(
  request: IncomingMessage,
  body: Buffer,
  routeKey: string,
  parameters: Record<string, string>,
  url = request.url ?? '/',
) {
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  const rawQueryString = mark < 0 ? '' : url.slice(mark + 1);
  const { cookie, ...others } = request.headers;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(others))
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  const plain = !headers['content-encoding'] && textual.test(headers['content-type'] ?? 'text/plain') && isUtf8(body);
  const now = Date.now();
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(rawQueryString ? { queryStringParameters: queryOf(rawQueryString) } : {}),
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    ...(body.length > 0 ? { body: body.toString(plain ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !plain,
  };
}

interface HttpResult {
  statusCode?: number;
  headers?: Record<string, string | number | boolean>;
  multiValueHeaders?: Record<string, (string | number | boolean)[]>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

/** Writes what a function answered beside what the door has set; anything without a status is, as on AWS, a JSON body with status 200. */
export function writeHttpResult(response: ServerResponse, result: unknown): void {
  const inferred = typeof result !== 'object' || result === null || !('statusCode' in result);
  if (inferred) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(typeof result === 'string' ? result : JSON.stringify(result ?? null));
    return;
  }
  const {
    statusCode = 200,
    headers = {},
    multiValueHeaders = {},
    cookies = [],
    body = '',
    isBase64Encoded,
  } = result as HttpResult;
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders)) response.setHeader(name, values.map(String));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const content = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  response.writeHead(statusCode, { 'content-length': content.length });
  response.end(content);
}

function queryOf(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text))
    query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}
