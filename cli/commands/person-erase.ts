import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { erasureFields, type ListedErasure, linesOf } from '../erasure-lines.ts';
import type { ApiClient } from '../graphql-client.ts';

const erase = `mutation PersonErasure($input: ErasePersonInput!) { erasePerson(input: $input) { ${erasureFields} } }`;
const again = 'mutation ErasuresAgain { eraseAgain }';
const newest = `query NewestErasures { erasures(first: 200) { edges { node { ${erasureFields} } } } }`;

interface EraseOptions extends ApiOptions {
  again?: true;
  wait?: true;
}

/** `polylog person erase`: a person leaves everything that is held, and every number stays. */
export function personEraseCommand(): Command {
  const command = new Command('erase')
    .summary('erase a person from all that is held')
    .description(
      'Replaces a person by a random word in all that was recorded until now: interactions, the log of who was met, refused interactions, merges and the audit trail. Every number stays as it is. It cannot be taken back. It goes on by itself; `polylog person erasures` tells how far it is. It takes the role admin. See docs/privacy.md.',
    )
    .argument('[person]', 'the id as the provider gives it and senders send it, or a pseudonym')
    .option('--again', 'after a restore: everybody who was erased in the last 40 days and is there again')
    .option('--wait', 'until what is held has been replaced')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog person erase facebook:77 --wait
  $ polylog person erase --again`,
    );
  return addApiOptions(command).action(async (person: string | undefined, options: EraseOptions) => {
    if ((person === undefined) !== (options.again === true)) command.error('error: name a person, or say --again');
    const api = await apiClient(options, 'admin');
    if (person === undefined) {
      await api.query(again);
      process.stdout.write('Whoever is there again is erased again: see polylog person erasures.\n');
      return;
    }
    const { erasePerson } = await api.query<{ erasePerson: ListedErasure }>(erase, { input: { person } });
    const receipt = options.wait ? await untilErased(erasePerson, api) : erasePerson;
    process.stdout.write(`${linesOf(receipt).join('\n')}\n`);
  });
}

async function untilErased({ id }: ListedErasure, api: ApiClient): Promise<ListedErasure> {
  for (;;) {
    const { erasures } = await api.query<{ erasures: { edges: { node: ListedErasure }[] } }>(newest);
    const receipt = erasures.edges.map(({ node }) => node).find((node) => node.id === id);
    if (receipt && receipt.state !== 'RUNNING') return receipt;
    await sleep(500);
  }
}
