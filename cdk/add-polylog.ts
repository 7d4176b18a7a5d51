import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Tags, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import type { Config } from './config.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';
import { StatelessStack } from './stacks/stateless-stack.ts';

interface Parts {
  /** The folder of the built dashboard. */
  page: string;
  /** Makes the code of a function from its entry file. */
  codeOf?: (entry: string) => Code;
}

/** Adds the stacks of a stage to the app, checked by cdk-nag; the stage `local` has nothing at the edge. */
export const addPolylog = (app: App, config: Config, { page, codeOf = bundle }: Parts) => {
  const env = {
    ...(config.account === undefined ? {} : { account: config.account }),
    ...(config.region === undefined ? {} : { region: config.region }),
  };
  const name = `Polylog-${config.stage}`;
  const stateful = new StatefulStack(app, `${name}-Stateful`, { config, env, synthesizer: synthesizer() });
  const stateless = new StatelessStack(app, `${name}-Stateless`, {
    config,
    env,
    synthesizer: synthesizer(),
    stateful,
    page,
    codeOf,
  });
  const edge =
    config.stage === 'local'
      ? undefined
      : new EdgeStack(app, `${name}-Edge`, {
          config,
          // CloudFront looks for firewalls there and nowhere else.
          env: { ...env, region: 'us-east-1' },
          synthesizer: synthesizer(),
        });
  tagAll(app, config);
  Tags.of(stateful).add('data-classification', 'confidential');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { stateful, stateless, edge };
};

/** What every resource says of itself; in the tables, which are told so beside, are pseudonyms of people. */
const tagAll = (app: App, { stage, owner, costCentre }: Config) => {
  const tags = { app: 'polylog', stage, owner, 'cost-centre': costCentre, 'data-classification': 'internal' };
  for (const [name, value] of Object.entries(tags)) Tags.of(app).add(name, value);
};

/** Templates without a rule about the bootstrap: the CDK command line checks that itself, and they host as they are. */
const synthesizer = () => new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
