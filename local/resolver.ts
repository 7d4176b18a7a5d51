export type Properties = Record<string, unknown>;
export interface RawResource {
  Type: string;
  Properties?: Properties;
  Metadata?: Properties;
}
export interface RawTemplate {
  Parameters?: Record<string, { Default?: unknown }>;
  Mappings?: Record<string, Record<string, Properties>>;
  Conditions?: Properties;
  Resources?: Record<string, RawResource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}
export interface Stack {
  name: string;
  directory: string;
  template: RawTemplate;
}

/** What stands for the account and the parameters of a deployment. */
export interface Environment {
  region: string;
  account: string;
  sqsEndpoint: string;
  apiEndpoint: string;
  parameters: Record<string, string>;
}

/** The path of a function's URL at the door, by its name or ARN: what the template calls it, without the CDK's hash. */
export const pathOfFunction = (name: string): string => {
  const logicalId = name.split(/[:-]/).at(-1) ?? name;
  return `/${logicalId.replace(/[0-9A-F]{8}$/, '').toLowerCase()}`;
};

/** Resolves the intrinsics of a stack over all stacks of an assembly; throws naming what it does not know. */
export class Resolver {
  readonly #stacks: Stack[];
  readonly #environment: Environment;

  constructor(stacks: Stack[], environment: Environment) {
    this.#stacks = stacks;
    this.#environment = environment;
  }

  /** The physical name: given in the template, else made of the stack and the logical id, so it is the same at each start. */
  nameOf(stack: Stack, logicalId: string, { Properties: given = {} }: RawResource): string {
    const explicit = given.TableName ?? given.QueueName ?? given.FunctionName ?? given.Name;
    const name = explicit === undefined ? `${stack.name}-${logicalId}` : String(this.resolve(stack, explicit));
    return name.slice(-80);
  }

  resolve(stack: Stack, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((item) => this.resolve(stack, item)).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      return this.#intrinsic(stack, first[0], first[1]);
    }
    const resolved = entries.map(([key, item]) => [key, this.resolve(stack, item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
  }

  #intrinsic(stack: Stack, name: string, argument: unknown): unknown {
    if (name === 'Ref') return this.#ref(stack, String(argument));
    if (name === 'Fn::GetAtt') {
      const [id = '', ...attribute] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return this.#attribute(stack, id, attribute.join('.'));
    }
    if (name === 'Fn::Sub') return this.#substitute(stack, argument);
    const list = this.resolve(stack, argument) as [unknown, ...unknown[]];
    switch (name) {
      case 'Fn::Join':
        return (list[1] as unknown[]).join(String(list[0]));
      case 'Fn::Select':
        return (list[1] as unknown[])[Number(list[0])];
      case 'Fn::Split':
        return String(list[1]).split(String(list[0]));
      case 'Fn::ImportValue':
        return this.#import(String(list));
      case 'Fn::FindInMap':
        return stack.template.Mappings?.[String(list[0])]?.[String(list[1])]?.[String(list[2])];
      case 'Fn::Equals':
        return list[0] === list[1];
      case 'Fn::Not':
        return list[0] !== true;
      case 'Fn::If':
        return this.resolve(stack, stack.template.Conditions?.[String(list[0])]) === true ? list[1] : list[2];
      default:
        throw new Error(`${stack.name}: the local host does not know the intrinsic ${name}`);
    }
  }

  #ref(stack: Stack, id: string): unknown {
    const { region, account, parameters, sqsEndpoint } = this.#environment;
    const pseudo: Record<string, unknown> = {
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
      'AWS::NoValue': undefined,
    };
    if (id in pseudo) return pseudo[id];
    const parameter = stack.template.Parameters?.[id];
    if (parameter) {
      const value = parameters[id] ?? parameter.Default;
      if (value === undefined) throw new Error(`${stack.name}: the parameter ${id} has no value and no default`);
      return value;
    }
    const raw = this.#raw(stack, id);
    const name = this.nameOf(stack, id, raw);
    if (raw.Type === 'AWS::SQS::Queue') return `${sqsEndpoint}/${account}/${name}`;
    return raw.Type === 'AWS::SecretsManager::Secret' ? this.#arn(raw.Type, name) : name;
  }

  #attribute(stack: Stack, id: string, attribute: string): unknown {
    const raw = this.#raw(stack, id);
    const name = this.nameOf(stack, id, raw);
    if (attribute === 'Arn') return this.#arn(raw.Type, name);
    if (['QueueName', 'Name', 'Id', 'FunctionARN', 'RegionalDomainName'].includes(attribute)) return name;
    if (attribute === 'ApiEndpoint') return this.#environment.apiEndpoint;
    if (attribute === 'FunctionUrl') {
      const target = String(this.resolve(stack, raw.Properties?.TargetFunctionArn));
      return `${this.#environment.apiEndpoint}${pathOfFunction(target)}`;
    }
    throw new Error(`${stack.name}: the local host does not know ${raw.Type}.${attribute} (${id})`);
  }

  #arn(type: string, name: string): string {
    const { region, account } = this.#environment;
    const [, service = '', kind = ''] = type.split('::');
    const path: Record<string, string> = {
      Table: 'table/',
      GlobalTable: 'table/',
      EventBus: 'event-bus/',
      Rule: 'rule/',
      Archive: 'archive/',
      Function: 'function:',
      Secret: 'secret:',
    };
    return `arn:aws:${service.toLowerCase()}:${region}:${account}:${path[kind] ?? ''}${name}`;
  }

  #substitute(stack: Stack, argument: unknown): string {
    const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Properties];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, id: string) => {
      if (literal) return `\${${id}}`;
      if (id in variables) return String(this.resolve(stack, variables[id]));
      const [resource = '', ...attribute] = id.split('.');
      return String(
        attribute.length > 0 ? this.#attribute(stack, resource, attribute.join('.')) : this.#ref(stack, id),
      );
    });
  }

  #import(name: string): unknown {
    for (const stack of this.#stacks) {
      for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
        if (Export && this.resolve(stack, Export.Name) === name) return this.resolve(stack, Value);
      }
    }
    throw new Error(`No stack exports ${name}`);
  }

  #raw(stack: Stack, id: string): RawResource {
    const raw = stack.template.Resources?.[id];
    if (!raw) throw new Error(`${stack.name}: there is no resource or parameter ${id}`);
    return raw;
  }
}
