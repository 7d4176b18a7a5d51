import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';

/** `polylog source pause`: nothing of the source is taken until it is resumed. */
export const sourcePauseCommand = (): Command =>
  changeCommand({
    name: 'pause',
    mutation: 'pauseSource',
    summary: 'take nothing of a source for a while',
    description:
      'Takes nothing of a source until it is resumed, in at most a minute: deliveries to its webhook are kept, what it sends with a key is refused for a while, and it is not asked.',
    done: (id) => `paused: ${id}\n`,
  });

/** `polylog source resume`: everything of the source is taken again, and what was kept is replayed. */
export const sourceResumeCommand = (): Command =>
  changeCommand({
    name: 'resume',
    mutation: 'resumeSource',
    summary: 'take everything of a paused source again',
    description: 'Takes everything of a paused source again, and replays what was kept of it meanwhile.',
    done: (id) => `resumed: ${id}\n`,
  });

interface Change {
  name: string;
  mutation: 'pauseSource' | 'resumeSource';
  summary: string;
  description: string;
  done: (id: string) => string;
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
    process.stdout.write(done(id));
  });
}
