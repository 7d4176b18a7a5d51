import type { MappedInteraction, SourceContext } from '../adapter.ts';
import { fromText } from '../provider-time.ts';
import { type Authored, authorOf } from './people.ts';
import type { GithubSettings } from './settings.ts';
import type { Thread } from './thread.ts';

interface Labelled {
  thread: Thread;
  opening: Authored & { created_at: string; updated_at: string };
  label: { id: number; name: string };
  sender: MappedInteraction['data']['actor'];
  repository: Parameters<typeof authorOf>[1]['repository'];
}

/**
 * What a label says of an idea by the settings: that the thread is one, submitted when it was opened, or its stage. Other
 * labels say nothing here.
 */
export function labelChange(
  { thread, opening, label, sender, repository }: Labelled,
  { settings }: SourceContext<GithubSettings>,
): MappedInteraction[] {
  const meaning = Object.entries(settings.labels).find(
    ([name]) => name.toLowerCase() === label.name.toLowerCase(),
  )?.[1];
  if (meaning === undefined) return [];
  const idea = thread.conversation;
  if (meaning === 'idea') {
    const data = { actor: authorOf(opening, { repository, settings }), idea, conversation: thread.conversation };
    return [{ id: `${thread.id}:idea`, activity: 'idea', time: fromText(opening.created_at), data }];
  }
  const id = `${thread.id}:label:${label.id}:${opening.updated_at}`;
  const data = { actor: sender, idea, stage: meaning };
  return [{ id, activity: 'stage', time: fromText(opening.updated_at), data }];
}
