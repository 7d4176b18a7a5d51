import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { apiDependencies } from './dependencies.ts';
import { requestOf, resultOf } from './http-event.ts';
import { createApi } from './yoga.ts';

const api = createApi(apiDependencies(process.env));

/** The Lambda of the HTTP API (payload format 2.0). */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { url, init } = requestOf(event);
  return resultOf(await api.fetch(url, init, { requestId: event.requestContext.requestId }));
}
