import { type Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface BundledFunctionProps {
  description: string;
  code: Code;
  timeout: Duration;
  environment: Record<string, string>;
  logRetention: RetentionDays;
  removalPolicy: RemovalPolicy;
  /** Executions that may run at once; as many as the account has when absent. */
  reservedConcurrentExecutions?: number;
  /** Of runs that nobody waits for: how often one that failed is run again, and how long one may wait for its turn. */
  retryAttempts?: number;
  maxEventAge?: Duration;
}

/** A Lambda with a role and a log group of its own: it may write its log and traces, and what a verb allows it. */
export class BundledFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    const { logRetention, removalPolicy, environment, ...rest } = props;
    const logs = new LogGroup(scope, `${id}Logs`, { retention: logRetention, removalPolicy });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      ...rest,
      role,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      memorySize: 1024,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        // The stages of an account do not share a metric.
        METRIC_NAMESPACE: Stack.of(scope).stackName,
        ...environment,
      },
      loggingFormat: LoggingFormat.JSON,
      logGroup: logs,
      tracing: Tracing.ACTIVE,
    });
    logs.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'xray:PutTraceSegments and xray:PutTelemetryRecords take no resource: AWS allows them on * only.',
    });
  }

  /** The values of a field that the function logs as a number at the top level, those above 0. */
  metricLogged(field: string, options: MetricOptions): Metric {
    const filter = new MetricFilter(this, `Logged-${field}`, {
      logGroup: this.logGroup,
      filterPattern: FilterPattern.numberValue(`$.${field}`, '>', 0),
      metricNamespace: Stack.of(this).stackName,
      metricName: `${this.node.id}-${field}`,
      metricValue: `$.${field}`,
    });
    return filter.metric(options);
  }
}
