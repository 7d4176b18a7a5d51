import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { alertEvent } from '../../functions/ingest/contract/asyncapi-alerts.ts';
import { compilePattern } from '../../local/pattern.ts';
import { ChatAlerts } from './alert-chat-example.ts';
import { SlackAlerts } from './alert-slack-example.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/alerts.md'), 'utf8');
const slack = Template.fromStack(new SlackAlerts(new App(), 'Slack', { busName: 'polylog-bus' }));
const chat = Template.fromStack(
  new ChatAlerts(new App(), 'Chat', { busName: 'polylog-bus', slackWorkspaceId: 'T1', slackChannelId: 'C1' }),
);

describe.each([
  ['alert-slack-example.ts', slack],
  ['alert-chat-example.ts', chat],
])('the stack of %s', (file, template) => {
  const [rule] = Object.values(template.findResources('AWS::Events::Rule'));

  it('is the one that the page shows', () => {
    const shown = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
    expect(shown).toContain(readFileSync(join(import.meta.dirname, file), 'utf8'));
  });

  it('hangs on the bus by its name, takes an alert that fires, and has dead letters', () => {
    expect(compilePattern(rule?.Properties.EventPattern)(alertEvent)).toBe(true);
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: 'polylog-bus',
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: Match.anyValue() } })],
    });
  });

  it('hands on the sentence as a value of JSON, whatever stands in it', () => {
    const transformer: { InputPathsMap: Record<string, string>; InputTemplate: string } =
      rule?.Properties.Targets[0].InputTransformer;
    const { InputPathsMap: paths, InputTemplate: text } = transformer;
    const [place] = Object.entries(paths).find(([, path]) => path === '$.detail.message.en') ?? [];
    const said = JSON.stringify('5 % of "ours"');
    const filled = Object.keys(paths).reduce((made, name) => made.replaceAll(`<${name}>`, said), text);
    expect(place).toBeDefined();
    expect(JSON.stringify(JSON.parse(filled))).toContain(said);
  });
});

it('the address of a webhook is nowhere to be read', () => {
  expect(slack.findParameters('WebhookUrl').WebhookUrl).toMatchObject({ NoEcho: true });
  slack.hasResourceProperties('AWS::Events::ApiDestination', { InvocationEndpoint: { Ref: 'WebhookUrl' } });
});
