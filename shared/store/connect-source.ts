import type { Author } from '../audit.ts';
import type { ConnectedSource } from '../changes/connected-source.ts';
import { ApiError } from '../errors.ts';
import { hookOf } from '../source-hook.ts';
import { changeSource } from './change-source.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { registryPartitions } from './registry-items.ts';
import type { RegisteredSource } from './source-item.ts';

/**
 * Connects a source with its adapter and opens its webhook's address, in one transaction with who did it. One that sent
 * by itself before keeps its counts; one that has an adapter already is refused with `SOURCE_EXISTS`.
 */
export function connectSource(
  options: RegistryOptions,
  author: Author,
  { id, ...about }: ConnectedSource,
): Promise<RegisteredSource> {
  const hook = hookOf(id);
  return changeSource(options, author, id, {
    action: 'connectSource',
    decide: (source) => {
      if (source?.adapter !== undefined) {
        throw new ApiError(
          'SOURCE_EXISTS',
          `id: “${id}” is connected by the adapter ${source.adapter} already; change it by updateSource.`,
          { field: 'id' },
        );
      }
      const firstSeenAt = source?.firstSeenAt ?? new Date(options.clock()).toISOString();
      return { name: source?.name ?? id, ...about, hook, firstSeenAt };
    },
    also: {
      Put: {
        TableName: options.tableName,
        Item: { pk: { S: registryPartitions.hook }, sk: { S: hook }, source: { S: id } },
      },
    },
  });
}
