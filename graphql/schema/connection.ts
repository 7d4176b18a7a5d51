import type { ObjectRef } from '@pothos/core';
import { type Connection, type PageRequest, pageSize } from '../../shared/store/connection.ts';
import { builder, type SchemaShapes } from '../builder.ts';

const PageInfo = builder.objectRef<Connection<unknown>['pageInfo']>('PageInfo').implement({
  description: 'Where a page lies in its list (Relay cursor connections).',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more may follow.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether more may precede.' }),
    startCursor: t.exposeString('startCursor', {
      nullable: true,
      description: 'Give it to `before` for what precedes.',
    }),
    endCursor: t.exposeString('endCursor', { nullable: true, description: 'Give it to `after` for what follows.' }),
  }),
});

type Ref<T> = ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<SchemaShapes>, T>;

/** The connection type and edge type of a node type. */
export function connectionType<T>(name: string, node: Ref<T>) {
  const Edge = builder.objectRef<Connection<T>['edges'][number]>(`${name}Edge`).implement({
    description: 'An entry of a page.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Its place in the list; survives inserts.' }),
      node: t.field({ type: node, description: 'The entry itself.', resolve: ({ node: entry }) => entry as never }),
    }),
  });
  return builder.objectRef<Connection<T>>(`${name}Connection`).implement({
    description: 'A page of a list.',
    fields: (t) => ({
      edges: t.expose('edges', {
        type: [Edge],
        description: 'The entries of the page, in the order of the list.',
        complexity: { multiplier: 1 },
      }),
      pageInfo: t.expose('pageInfo', { type: PageInfo, description: 'Where the page lies in the list.' }),
    }),
  });
}

/** The arguments of a list that is told in pages. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `How many from the start of the list: 1 to ${pageSize.max}, ${pageSize.default} by default.`,
  }),
  after: t.string({ description: 'Only what follows this cursor.' }),
  last: t.int({ description: `How many from the end of the list: 1 to ${pageSize.max}.` }),
  before: t.string({ description: 'Only what precedes this cursor.' }),
}));

/** A page costs what its entries cost, as many as were asked for. */
export const pageCost =
  (field: number) =>
  ({ first, last }: PageRequest) => ({
    field,
    multiplier: Math.min(pageSize.max, Math.max(1, first ?? last ?? pageSize.default)),
  });
