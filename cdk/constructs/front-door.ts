import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  type HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface FrontDoorProps {
  throttle: { rate: number; burst: number };
  corsOrigins: string[];
  logRetention: RetentionDays;
  removalPolicy: RemovalPolicy;
}

/** What is logged of a request: enough to find it again, nothing about the person who sent it. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latency: '$context.responseLatency',
    bytes: '$context.responseLength',
    integrationError: '$context.integrationErrorMessage',
  }),
);

/** The HTTP API that everything outside comes through: throttled and logged. */
export class FrontDoor extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'Polylog',
      createDefaultStage: false,
      ...(props.corsOrigins.length === 0 ? {} : { corsPreflight: corsFor(props.corsOrigins) }),
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.throttle.rate, burstLimit: props.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: props.logRetention, removalPolicy: props.removalPolicy }),
        ),
        format: accessLog,
      },
    });
  }

  /** Sends these routes to the function; `whoMay` says how it decides who is let in, as no authorizer does. */
  route(fn: IFunction, routes: Record<string, HttpMethod[]>, whoMay: string): void {
    const integration = new HttpLambdaIntegration(`${fn.node.id}Integration`, fn);
    for (const [path, methods] of Object.entries(routes)) {
      for (const route of this.api.addRoutes({ path, methods, integration })) {
        Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: whoMay });
      }
    }
  }
}

const corsFor = (allowOrigins: string[]) => ({
  allowOrigins,
  allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
  allowHeaders: ['authorization', 'content-type'],
  maxAge: Duration.hours(1),
});
