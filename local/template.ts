import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, type Properties, type RawTemplate, Resolver, type Stack } from './resolver.ts';
import { resourceTypes } from './resource-types.ts';

/** One hosted resource with all intrinsics resolved. `directory` is the assembly's, which asset paths are relative to. */
export interface Resource {
  logicalId: string;
  type: string;
  name: string;
  properties: Properties;
  metadata: Properties;
  directory: string;
}

/** Reads every stack of a CDK assembly, nested ones included; throws naming each resource type the host does not know. */
export function readTemplate(assembly: string, environment: Environment): Resource[] {
  const stacks = readStacks(assembly);
  const resolver = new Resolver(stacks, environment);
  const unknown = new Set<string>();
  const hosted: Resource[] = [];
  for (const stack of stacks) {
    for (const [logicalId, raw] of Object.entries(stack.template.Resources ?? {})) {
      const support = resourceTypes[raw.Type];
      if (support === undefined) unknown.add(`${raw.Type} (${stack.name}/${logicalId})`);
      if (support !== 'hosted') continue;
      hosted.push({
        logicalId,
        type: raw.Type,
        name: resolver.nameOf(stack, logicalId, raw),
        properties: resolver.resolve(stack, raw.Properties ?? {}) as Properties,
        metadata: raw.Metadata ?? {},
        directory: stack.directory,
      });
    }
  }
  if (unknown.size > 0)
    throw new Error(`The local host does not know these resource types: ${[...unknown].join(', ')}`);
  return hosted;
}

/** The name at the end of an ARN of ours, or the text itself. */
export const nameFromArn = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

function readStacks(directory: string): Stack[] {
  const manifest = readJson(join(directory, 'manifest.json')) as {
    artifacts?: Record<string, { type: string; properties?: Record<string, string> }>;
  };
  return Object.entries(manifest.artifacts ?? {}).flatMap(([id, { type, properties = {} }]) => {
    if (type === 'cdk:cloud-assembly') return readStacks(join(directory, properties.directoryName ?? ''));
    if (type !== 'aws:cloudformation:stack') return [];
    const template = readJson(join(directory, properties.templateFile ?? '')) as RawTemplate;
    return [{ name: properties.stackName ?? id, directory, template }];
  });
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
