import {
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNullableType,
  getOperationAST,
  getVariableValues,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { ApiContext } from './context.ts';
import { type Projection, type ProjectionScope, projectSelection } from './project.ts';

/**
 * Executes a query of nothing but reports the short way: the general executor takes most of a report's time to walk a
 * thousand rows field by field. Gives exactly its answer, or undefined when it has to be asked: for any other
 * operation, for selections that are not plain, and for values that are not as the schema promises.
 */
export async function executeReport(args: ExecutionArgs): Promise<ExecutionResult | undefined> {
  const operation = getOperationAST(args.document, args.operationName);
  const nodes = operation?.operation === 'query' ? reportsOnly(operation) : undefined;
  const reports = operation && nodes && unlessItThrows(() => prepareAll(nodes, operation, args));
  if (!reports) return undefined;
  const results = await Promise.allSettled(reports.map(({ resolve }) => resolve()));
  for (const [n, result] of results.entries()) {
    const { node, key } = reports[n] as Prepared;
    // A report is never null, so the failure of one is the failure of all.
    if (result.status === 'rejected') return { errors: [locatedError(result.reason, [node], [key])], data: null };
  }
  return unlessItThrows(() => ({
    data: Object.fromEntries(
      reports.map(({ key, project }, n) => {
        const { value } = results[n] as PromiseFulfilledResult<unknown>;
        return [key, project(value, args.contextValue as ApiContext)];
      }),
    ),
  }));
}

/** What went wrong is found again, and told, by the general executor. */
function unlessItThrows<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

interface Prepared {
  node: FieldNode;
  key: string;
  resolve: () => Promise<unknown>;
  project: Projection;
}

function prepareAll(nodes: readonly FieldNode[], operation: OperationDefinitionNode, args: ExecutionArgs): Prepared[] {
  const scope = scopeOf(args, operation);
  return nodes.map((node) => prepare(node, operation, args, scope));
}

function reportsOnly({ directives, selectionSet }: OperationDefinitionNode): FieldNode[] | undefined {
  const nodes = selectionSet.selections.filter(
    (node): node is FieldNode => node.kind === 'Field' && node.name.value === 'report' && !node.directives?.length,
  );
  const keys = new Set(nodes.map(({ alias, name }) => (alias ?? name).value));
  return keys.size === selectionSet.selections.length && !directives?.length ? nodes : undefined;
}

interface OperationScope extends ProjectionScope {
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

function scopeOf(
  { schema, document, variableValues }: ExecutionArgs,
  operation: OperationDefinitionNode,
): OperationScope {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  if (errors) throw errors[0];
  const fragments = document.definitions.flatMap((node) =>
    node.kind === 'FragmentDefinition' ? [[node.name.value, node] as const] : [],
  );
  return { variables: coerced, fragments: Object.fromEntries(fragments) };
}

function prepare(
  node: FieldNode,
  operation: OperationDefinitionNode,
  { schema, rootValue, contextValue }: ExecutionArgs,
  { fragments, variables }: OperationScope,
): Prepared {
  const parentType = schema.getQueryType() as GraphQLObjectType;
  const field = parentType.getFields().report as ReturnType<GraphQLObjectType['getFields']>[string];
  const type = getNullableType(field.type) as GraphQLObjectType;
  const key = (node.alias ?? node.name).value;
  const info: GraphQLResolveInfo = {
    fieldName: 'report',
    fieldNodes: [node],
    returnType: field.type,
    parentType,
    path: { prev: undefined, key, typename: parentType.name },
    schema,
    fragments,
    rootValue,
    operation,
    variableValues: variables,
  };
  const given = getArgumentValues(field, node, variables);
  return {
    node,
    key,
    resolve: async () => field.resolve?.(rootValue, given, contextValue, info),
    project: projectSelection(type, node.selectionSet ?? { kind: 'SelectionSet' as never, selections: [] }, {
      fragments,
      variables,
    }),
  };
}
