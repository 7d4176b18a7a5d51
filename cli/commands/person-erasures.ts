import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { erasureFields, type ListedErasure, linesOf } from '../erasure-lines.ts';

const document = `query Erasures($after: String) {
  erasures(first: 200, after: $after) { edges { node { ${erasureFields} } } pageInfo { hasNextPage endCursor } }
}`;

interface Answer {
  erasures: {
    edges: { node: ListedErasure }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** `polylog person erasures`: the receipts. */
export function personErasuresCommand(): Command {
  const command = new Command('erasures')
    .summary('list the receipts of erasures')
    .description(
      'Lists the receipts of erasures, newest first: what was done and how far it is, and nothing about whom.',
    );
  return addApiOptions(command).action(async (options: ApiOptions) => {
    const api = await apiClient(options, 'admin');
    for (let after: string | null | undefined; after !== null; ) {
      const { erasures }: Answer = await api.query<Answer>(document, { after });
      for (const { node } of erasures.edges) process.stdout.write(`${linesOf(node).join('\n')}\n`);
      after = erasures.pageInfo.hasNextPage ? erasures.pageInfo.endCursor : null;
    }
  });
}
