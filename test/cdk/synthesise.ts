import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { addPolylog } from '../../cdk/add-polylog.ts';
import { configOf, type Stage } from '../../cdk/config.ts';
import settings from '../../cdk.json' with { type: 'json' };

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation has no types here; the tests say what they expect
  Properties: any;
  DeletionPolicy?: string;
}

/** A page of no consequence, laid out as the build lays out the dashboard. */
export const standIn = join(import.meta.dirname, '../fixtures/page');

/** The templates of a stage, with code and a page of no consequence: bundling is not what is tested here. */
export function synthesise(stage: Stage, replaced: Record<string, unknown> = {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'polylog-cdk-'));
  const app = new App({
    context: settings.context,
    outdir,
    analyticsReporting: false,
    // `npm run synth` compares the templates with the schemas of CloudFormation; here that would take most of the time.
    builtinCloudFormationValidation: false,
  });
  const codeOf = () => Code.fromInline('export {};');
  const { stateful, stateless, edge } = addPolylog(app, configOf(stage, replaced), { page: standIn, codeOf });
  const templates = {
    stateful: Template.fromStack(stateful),
    stateless: Template.fromStack(stateless),
    ...(edge && { edge: Template.fromStack(edge) }),
  };
  rmSync(outdir, { recursive: true });
  return templates;
}

/** The templates of the stages that most rules are about. */
export const production = synthesise('production');
export const local = synthesise('local');

/** The resources of a type by their logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;

/** The one value there is; throws when there are more or none. */
export const only = <T>(things: Record<string, T>): T => {
  const [thing, ...more] = Object.values(things);
  if (thing === undefined || more.length > 0) throw new Error(`${Object.keys(things).length} instead of one`);
  return thing;
};

/** The environment variables of a function by the start of its logical id. */
export const environmentOf = (of: Template, name: string): Record<string, unknown> => {
  const found = Object.entries(resourcesOf(of, 'AWS::Lambda::Function')).find(([id]) => id.startsWith(name));
  return found?.[1].Properties.Environment.Variables;
};

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

/** What the role of a function may do, by the start of the logical id. */
export const policyOf = (of: Template, name: string): Statement[] => {
  const found = Object.entries(resourcesOf(of, 'AWS::IAM::Policy')).find(([id]) => id.startsWith(name));
  return found?.[1].Properties.PolicyDocument.Statement ?? [];
};
