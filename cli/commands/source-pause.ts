import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import type { ApiClient } from '../graphql-client.ts';

/** `polylog source pause`: nothing of the source is taken until it is resumed. */
export const sourcePauseCommand = (): Command =>
  changeCommand({
    name: 'pause',
    mutation: 'pauseSource',
    summary: 'take nothing of a source for a while',
    description:
      'Takes nothing of a source until it is resumed, in at most a minute: deliveries to its webhook are kept, what it sends with a key is refused for a while, and it is not asked.',
    done: async (id) =>
      `paused: ${id}\nall of Polylog knows it in a minute at most; what comes until then may be taken\n`,
  });

/** `polylog source resume`: everything of the source is taken again, and what was kept is replayed. */
export const sourceResumeCommand = (): Command =>
  changeCommand({
    name: 'resume',
    mutation: 'resumeSource',
    summary: 'take everything of a paused source again',
    description: 'Takes everything of a paused source again, and replays what was kept of it meanwhile.',
    done: async (id, client) => {
      const filter = { source: id, code: 'PAUSED', state: 'OPEN' };
      const { rejections } = await client.query<{ rejections: { edges: unknown[] } }>(waiting, { filter });
      if (rejections.edges.length === 0) return `resumed: ${id}\n`;
      process.exitCode = 1;
      return `resumed: ${id}\nNot all that came meanwhile is replayed: resume it again, or see polylog rejections list --source ${id}\n`;
    },
  });

const waiting =
  'query Waiting($filter: RejectionFilter) { rejections(filter: $filter, first: 1) { edges { cursor } } }';

interface Change {
  name: string;
  mutation: 'pauseSource' | 'resumeSource';
  summary: string;
  description: string;
  /** What to print then. */
  done: (id: string, client: ApiClient) => Promise<string>;
}

function changeCommand({ name, mutation, summary, description, done }: Change): Command {
  const type = mutation === 'pauseSource' ? 'PauseSourceInput' : 'ResumeSourceInput';
  const document = `mutation Change($input: ${type}!) { ${mutation}(input: $input) { id } }`;
  const command = new Command(name)
    .summary(summary)
    .description(description)
    .argument('<id>', 'the URI of the account or feed');
  return addApiOptions(command).action(async (id: string, api: ApiOptions) => {
    const client = await apiClient(api, 'engineer');
    await client.query(document, { input: { id } });
    process.stdout.write(await done(id, client));
  });
}
