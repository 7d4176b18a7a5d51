import { Duration } from 'aws-cdk-lib';
import {
  FunctionUrl,
  FunctionUrlAuthType,
  HttpMethod,
  InvokeMode,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export interface LiveUrlProps {
  fn: LambdaFunction;
  /** Origins whose pages may listen. */
  corsOrigins: string[];
}

/**
 * The address of live updates: a Function URL, because an HTTP API keeps an answer back until it is whole and gives up at
 * 30 s. AWS lets everybody in; the function verifies the bearer token before it reads anything, as the reading API does,
 * and its reserved concurrency bounds what anybody can make it cost.
 */
export class LiveUrl extends FunctionUrl {
  constructor(scope: Construct, id: string, { fn, corsOrigins }: LiveUrlProps) {
    super(scope, id, {
      function: fn,
      authType: FunctionUrlAuthType.NONE,
      invokeMode: InvokeMode.RESPONSE_STREAM,
      ...(corsOrigins.length === 0 ? {} : { cors: corsFor(corsOrigins) }),
    });
  }
}

const corsFor = (allowedOrigins: string[]) => ({
  allowedOrigins,
  allowedMethods: [HttpMethod.GET, HttpMethod.POST],
  allowedHeaders: ['authorization', 'content-type', 'last-event-id'],
  maxAge: Duration.hours(1),
});
