import type { ObjectRef } from '@pothos/core';
import { ApiError } from '../../shared/errors.ts';
import { builder, type SchemaShapes } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { cost } from '../limits.ts';
import { invalidId, nodeIdOf, nodeNameOf } from '../node-id.ts';

type Found = object | null | undefined;
type Find = (key: string, context: ApiContext) => Found | Promise<Found>;
type Ref<T> = ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<SchemaShapes>, T>;

/** How the objects of each type are found. */
const finders = new Map<string, Find>();
/** The type of what `node` found: objects do not say it themselves. */
const typeNames = new WeakMap<object, string>();

const Node = builder.interfaceRef<object>('Node').implement({
  description: 'An object that can be fetched again by a global id (Relay object identification).',
  fields: (t) => ({
    nodeId: t.id({
      description: 'Opaque and global: for caches and for `node`. Filters take `id` instead.',
      resolve: () => {
        throw new Error('Each type resolves its own.');
      },
    }),
  }),
  resolveType: (value) => typeNames.get(value),
});

/** Makes a type one of the nodes: `keyOf` names an object within its type, `find` finds it again or refuses the viewer. */
export function nodeType<T extends object>(ref: Ref<T>, keyOf: (value: T) => string, find: Find): void {
  ref.addInterfaces([Node]);
  builder.objectField(ref, 'nodeId', (t) =>
    t.id({
      description: 'Its global id, for caches and for `node`.',
      resolve: (value) => nodeIdOf(ref.name, keyOf(value as T)),
    }),
  );
  finders.set(ref.name, find);
}

async function findNode(nodeId: string, context: ApiContext): Promise<object | null> {
  const { type, key } = nodeNameOf(nodeId);
  const find = finders.get(type);
  if (!find) throw invalidId();
  const found = await find(key, context);
  if (found) typeNames.set(found, type);
  return found ?? null;
}

const mostNodes = 100;

builder.queryFields((t) => ({
  node: t.field({
    type: Node,
    nullable: true,
    description: 'The object of a global id; null when there is none (any more).',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list },
    args: { nodeId: t.arg.id({ required: true, description: 'As a field `nodeId` gives it.' }) },
    resolve: (_root, { nodeId }, context) => findNode(nodeId, context),
  }),
  nodes: t.field({
    type: [Node],
    nullable: { list: false, items: true },
    description: 'The objects of global ids, in the order of the ids; null where there is none (any more).',
    authScopes: { may: 'reports' },
    complexity: ({ nodeIds }) => ({ field: cost.list * nodeIds.length, multiplier: nodeIds.length }),
    args: {
      nodeIds: t.arg.idList({ required: true, description: `As fields \`nodeId\` give them; at most ${mostNodes}.` }),
    },
    resolve: (_root, { nodeIds }, context) => {
      if (nodeIds.length > mostNodes) {
        throw new ApiError('BAD_REQUEST', `nodeIds: ${nodeIds.length} ids, at most ${mostNodes} are allowed.`);
      }
      return nodeIds.map((nodeId) => findNode(nodeId, context));
    },
  }),
}));
