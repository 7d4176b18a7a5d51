import { describe, expect, it } from 'vitest';
import { patience } from '../../../functions/ingest/patience.ts';
import { liveTiming } from '../../../graphql/live/live-stream.ts';
import { environmentOf, local, only, production, resourcesOf, synthesise } from '../synthesise.ts';

const { stateless } = production;

describe('functions', () => {
  it('find in their environment what the architecture page lists', () => {
    const ofAll = ['METRIC_NAMESPACE', 'NODE_OPTIONS'];
    const common = [...ofAll, 'PSEUDONYM_SECRET_ID', 'REGISTRY_TABLE', 'REJECTIONS_TABLE'];
    const stores = [...common, 'CELLS_TABLE', 'LANES', 'LEDGER_TABLE'];
    const policy = [
      'OIDC_AUDIENCE',
      'OIDC_ISSUER',
      'OIDC_JWKS_URI',
      'ROLE_CLAIM',
      'DEPARTMENTS_CLAIM',
      'GRAPHIQL',
      'PERSISTED_ONLY',
      'STAGE',
      'RELEASE',
      'VIEWER_RATE',
    ];
    const reading = [...stores, ...policy];
    const queues = ['FOLD_QUEUE_URL', 'UNFOLDED_QUEUE_URL', 'UNDELIVERED_QUEUE_URL'];
    const expected = {
      Ingest: [...common, 'BUS_NAME', 'SOURCE_SECRETS_PREFIX', 'SOURCE_RATE', 'SOFT_LAG', 'HARD_LAG'],
      Poll: [...common, 'BUS_NAME', 'SOURCE_SECRETS_PREFIX', 'DOOR_URL', 'STAGE'],
      Canary: [...ofAll, 'CANARY_SECRET_ID', 'DOOR_URL', 'REGISTRY_TABLE'],
      Watch: [...ofAll, 'REGISTRY_TABLE'],
      Alerts: [...ofAll, 'REGISTRY_TABLE', 'CELLS_TABLE', 'LANES', 'BUS_NAME'],
      Verify: [...ofAll, 'REGISTRY_TABLE', 'LEDGER_TABLE', 'CELLS_TABLE', 'LANES'],
      Replay: [...common, 'LEDGER_TABLE', 'BUS_NAME'],
      Aggregate: [...stores, 'FOLD_QUEUE_URL', 'SOFT_LAG', 'HARD_LAG'],
      Privacy: [...stores, ...queues],
      Graphql: [
        ...reading,
        ...queues,
        'UNSTARTED_QUEUE_URL',
        'LIVE_URL',
        'DOOR_URL',
        'REPLAY_FUNCTION',
        'PRIVACY_FUNCTION',
        'SOURCE_SECRETS_PREFIX',
      ],
      Live: [...reading, 'API_URL'],
    };
    for (const [name, variables] of Object.entries(expected))
      expect(Object.keys(environmentOf(stateless, name)).toSorted(), name).toEqual(variables.toSorted());
  });

  it('know a key for any source in the stage local alone, there ingest alone, and only when the host supplies it', () => {
    expect(environmentOf(local.stateless, 'Ingest').LOCAL_KEY).toEqual({ Ref: 'LocalKey' });
    const parameter = local.stateless.findParameters('LocalKey').LocalKey;
    expect(parameter).toMatchObject({ NoEcho: true, MinLength: 1 });
    expect(parameter).not.toHaveProperty('Default');
    for (const name of ['Aggregate', 'Graphql', 'Live', 'Poll', 'Watch', 'Replay', 'Alerts', 'Privacy', 'Verify'])
      expect(environmentOf(local.stateless, name)).not.toHaveProperty('LOCAL_KEY');
    expect(JSON.stringify(synthesise('staging').stateless.toJSON())).not.toMatch(/LOCAL_?KEY/i);
  });

  it('ingest answers before its time is over, and that before an HTTP API gives up at 30 s, also when the bus hangs', () => {
    const [ingest] = Object.entries(resourcesOf(stateless, 'AWS::Lambda::Function')).flatMap(([id, { Properties }]) =>
      id.startsWith('Ingest') ? [Properties] : [],
    );
    const lastTry = patience.publishing + patience.connection + patience.request;
    expect(lastTry).toBeLessThan(ingest.Timeout * 1_000);
    expect(ingest.Timeout).toBeLessThan(30);
  });

  it('take tokens and keys of an issuer over HTTPS alone, but in the stage local', () => {
    const accepts = (of: typeof stateless, id: string, url: string) =>
      new RegExp(`^(?:${of.findParameters(id)[id]?.AllowedPattern})$`).test(url);
    for (const id of ['OidcIssuer', 'OidcJwksUri']) {
      for (const of of [stateless, synthesise('staging').stateless]) {
        expect(accepts(of, id, 'https://issuer.example/keys')).toBe(true);
        expect(accepts(of, id, 'http://issuer.example/keys')).toBe(false);
      }
      expect(accepts(local.stateless, id, 'http://127.0.0.1:4000/keys')).toBe(true);
    }
  });

  it('poll ends what it began before its time is over, and the API waits as long as a replay may take', () => {
    const timeoutOf = (name: string) =>
      Object.entries(resourcesOf(stateless, 'AWS::Lambda::Function')).find(([id]) => id.startsWith(name))?.[1]
        .Properties.Timeout;
    // Runs begin and go on for 50 s, a page comes 15 s later at the most, and is published.
    expect(50 + 15 + (patience.publishing + patience.connection + patience.request) / 1_000).toBeLessThan(
      timeoutOf('Poll'),
    );
    expect(timeoutOf('Replay')).toBeLessThan(timeoutOf('Graphql'));
    expect(timeoutOf('Graphql')).toBeLessThan(30);
  });

  it('share the secrets of sources below a prefix of the stage', () => {
    for (const name of ['Ingest', 'Poll', 'Graphql'])
      expect(environmentOf(stateless, name).SOURCE_SECRETS_PREFIX).toBe('polylog/production/sources');
    expect(environmentOf(local.stateless, 'Ingest').SOURCE_SECRETS_PREFIX).toBe('polylog/local/sources');
  });

  it('take lanes and concurrency from one setting', () => {
    const { stateless: wide } = synthesise('local', { lanes: '16' });
    expect(environmentOf(wide, 'Aggregate').LANES).toBe('16');
    expect(environmentOf(wide, 'Graphql').LANES).toBe('16');
    expect(environmentOf(wide, 'Live').LANES).toBe('16');
    const mapping = only(resourcesOf(wide, 'AWS::Lambda::EventSourceMapping')).Properties;
    expect(mapping.ScalingConfig.MaximumConcurrency).toBe(16);
    const { stateless: single } = synthesise('local');
    const [fold] = Object.entries(resourcesOf(single, 'AWS::Lambda::Function')).filter(([id]) =>
      id.startsWith('Aggregate'),
    );
    expect(fold?.[1].Properties.ReservedConcurrentExecutions).toBe(1);
  });
});

describe('the door', () => {
  it('offers these routes, throttled and logged without anything about the caller', () => {
    const routes = Object.values(resourcesOf(stateless, 'AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties.RouteKey).toSorted()).toEqual([
      'GET /graphql',
      'GET /health',
      'GET /v1/docs',
      'GET /v1/openapi.json',
      'GET /v1/schemas/{name}',
      'GET /v1/source',
      'GET /v1/sources/{adapter}/{hook}',
      'HEAD /v1/sources/{adapter}/{hook}',
      'POST /graphql',
      'POST /v1/interactions',
      'POST /v1/sources/{adapter}/{hook}',
    ]);
    const stage = only(resourcesOf(stateless, 'AWS::ApiGatewayV2::Stage')).Properties;
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 2_000 });
    expect(stage.AccessLogSettings.Format).not.toMatch(/sourceIp|userAgent|identity|authorizer|path/i);
  });

  it('is closed to pages of other origins unless they are listed', () => {
    const corsOf = (of: typeof stateless) =>
      only(resourcesOf(of, 'AWS::ApiGatewayV2::Api')).Properties.CorsConfiguration;
    expect(corsOf(stateless)).toBeUndefined();
    const open = synthesise('staging', { corsOrigins: ['https://polylog.example'] }).stateless;
    expect(corsOf(open)).toEqual({
      AllowOrigins: ['https://polylog.example'],
      AllowMethods: ['GET', 'POST'],
      AllowHeaders: ['authorization', 'content-type'],
      MaxAge: 3600,
    });
    expect(corsOf(local.stateless).AllowOrigins).toContain('http://localhost:5173');
  });
});

describe('the live address', () => {
  const liveOf = (of: typeof stateless) => {
    const [fn] = Object.entries(resourcesOf(of, 'AWS::Lambda::Function')).filter(([id]) => id.startsWith('Live'));
    return { id: fn?.[0], fn: fn?.[1].Properties, url: only(resourcesOf(of, 'AWS::Lambda::Url')).Properties };
  };

  it('streams from the live function, which has time for a whole stream', () => {
    const { id, fn, url } = liveOf(stateless);
    expect(url).toEqual({
      AuthType: 'NONE',
      InvokeMode: 'RESPONSE_STREAM',
      TargetFunctionArn: { 'Fn::GetAtt': [id, 'Arn'] },
    });
    expect(fn.Timeout * 1_000).toBeGreaterThan(liveTiming.duration + 20_000);
  });

  it('has as many streams at once as are configured', () => {
    expect(liveOf(stateless).fn.ReservedConcurrentExecutions).toBe(100);
    expect(liveOf(synthesise('staging', { liveStreams: '7' }).stateless).fn.ReservedConcurrentExecutions).toBe(7);
  });

  it('is told by an output and to those who ask at the other address, as that is to those who ask here', () => {
    const { Value } = only(stateless.findOutputs('LiveUrl')) as { Value: unknown };
    expect(Value).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^LiveAddress/), 'FunctionUrl'] });
    expect(environmentOf(stateless, 'Graphql').LIVE_URL).toEqual(Value);
    expect(JSON.stringify(environmentOf(stateless, 'Live').API_URL)).toMatch(/ApiEndpoint.*\/graphql/);
  });

  it('is closed to pages of other origins unless they are listed, and lets those resume', () => {
    expect(liveOf(stateless).url).not.toHaveProperty('Cors');
    const open = synthesise('staging', { corsOrigins: ['https://polylog.example'] }).stateless;
    expect(liveOf(open).url.Cors).toMatchObject({
      AllowOrigins: ['https://polylog.example'],
      AllowMethods: ['GET', 'POST'],
      AllowHeaders: expect.arrayContaining(['authorization', 'last-event-id']),
    });
  });
});
