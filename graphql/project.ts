import {
  type FragmentDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { ApiContext } from './context.ts';

/** From a resolved value to what the answer says of it. */
export type Projection = (value: unknown, context: ApiContext) => unknown;

/** What a projection is made for: one operation with its variables. */
export interface ProjectionScope {
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variables: Readonly<Record<string, unknown>>;
}

/** Types whose fields are resolved at once, from the value, its arguments and the context: never later, never refused. */
const plainTypes = new Set([
  'Report',
  'ReportRange',
  'ReportRow',
  'MetricValue',
  'Metric',
  'Department',
  'Channel',
  'ReportWarning',
]);

/** Extensions of a field of a plain type that is resolved later or may be refused. */
export const later = { later: true } as const;

/** Says that the general executor has to do it: the selection is not plain, or a value is not as the schema promises. */
export class NotPlain extends Error {}

/**
 * The projection of an object type's selection, made once and applied to thousands of rows. Throws `NotPlain` for
 * directives, for fields that are resolved later, and for one response key selected twice.
 */
export function projectSelection(
  type: GraphQLObjectType,
  selection: SelectionSetNode,
  scope: ProjectionScope,
): Projection {
  const fields = new Map<string, Projection>();
  collectFields(type, selection, scope, fields);
  const entries = [...fields];
  return (value, context) => {
    const answer: Record<string, unknown> = {};
    for (const [key, project] of entries) answer[key] = project(value, context);
    return answer;
  };
}

function collectFields(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  scope: ProjectionScope,
  into: Map<string, Projection>,
): void {
  for (const node of selections) {
    if (node.directives?.length) throw new NotPlain();
    if (node.kind === 'InlineFragment') {
      checkCondition(type, node.typeCondition?.name.value);
      collectFields(type, node.selectionSet, scope, into);
    } else if (node.kind === 'FragmentSpread') {
      const fragment = scope.fragments[node.name.value];
      if (!fragment || fragment.directives?.length) throw new NotPlain();
      checkCondition(type, fragment.typeCondition.name.value);
      collectFields(type, fragment.selectionSet, scope, into);
    } else {
      const key = node.alias?.value ?? node.name.value;
      const field = type.getFields()[node.name.value];
      if (into.has(key)) throw new NotPlain();
      if (node.name.value === '__typename') into.set(key, () => type.name);
      else if (!field || field.extensions.later) throw new NotPlain();
      else {
        const resolve = field.resolve ?? propertyOf(field.name);
        const given = getArgumentValues(field, node, scope.variables);
        const complete = completion(field.type, node.selectionSet, scope);
        into.set(key, (source, context) => complete(resolve(source, given, context, noInfo), context));
      }
    }
  }
}

/** By way of an interface a fragment may be meant for another type. */
function checkCondition({ name }: GraphQLObjectType, condition: string | undefined): void {
  if (condition !== undefined && condition !== name) throw new NotPlain();
}

const propertyOf =
  (name: string): GraphQLFieldResolver<unknown, ApiContext> =>
  (source) =>
    (source as Record<string, unknown>)[name];

/** Resolvers of plain types do not look at it. */
const noInfo = Object.freeze({}) as GraphQLResolveInfo;

function completion(
  type: GraphQLOutputType,
  selection: SelectionSetNode | undefined,
  scope: ProjectionScope,
): Projection {
  if (isNonNullType(type)) {
    const complete = completion(type.ofType, selection, scope);
    return (value, context) => {
      if (value == null) throw new NotPlain();
      return complete(value, context);
    };
  }
  if (isListType(type)) {
    const complete = completion(type.ofType, selection, scope);
    return (value, context) => (value == null ? null : (value as unknown[]).map((item) => complete(item, context)));
  }
  if (isLeafType(type)) return (value) => (value == null ? null : type.serialize(value));
  if (!isObjectType(type) || !plainTypes.has(type.name) || !selection) throw new NotPlain();
  const project = projectSelection(type, selection, scope);
  return (value, context) => (value == null ? null : project(value, context));
}
