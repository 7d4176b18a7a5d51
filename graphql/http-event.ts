import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The request of an HTTP API event (payload format 2.0), as `fetch` takes it. */
export function requestOf(event: APIGatewayProxyEventV2): { url: string; init: RequestInit } {
  const { rawPath, rawQueryString, headers, body, isBase64Encoded, requestContext } = event;
  const { method } = requestContext.http;
  const query = rawQueryString ? `?${rawQueryString}` : '';
  return {
    // Only path and query count: what the caller calls the host is the caller's business.
    url: `http://graphql${rawPath}${query}`,
    init: {
      method,
      headers: headers as Record<string, string>,
      ...(body !== undefined &&
        method !== 'GET' &&
        method !== 'HEAD' && { body: isBase64Encoded ? Buffer.from(body, 'base64') : body }),
    },
  };
}

/** The answer as an HTTP API result; a compressed body travels as base64. */
export async function resultOf(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const headers = Object.fromEntries(response.headers);
  const binary = response.headers.has('content-encoding');
  return {
    statusCode: response.status,
    headers,
    isBase64Encoded: binary,
    body: binary ? Buffer.from(await response.arrayBuffer()).toString('base64') : await response.text(),
  };
}
