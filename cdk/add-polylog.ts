import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import type { Config } from './config.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';
import { StatelessStack } from './stacks/stateless-stack.ts';

/** Adds both stacks of a stage to the app, checked by cdk-nag; `codeOf` makes the code of an entry file. */
export const addPolylog = (app: App, config: Config, codeOf: (entry: string) => Code = bundle) => {
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
    codeOf,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { stateful, stateless };
};

/** Templates without a rule about the bootstrap: the CDK command line checks that itself, and they host as they are. */
const synthesizer = () => new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
