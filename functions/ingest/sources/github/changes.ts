import type { MappedData, MappedInteraction } from '../adapter.ts';
import { fromText } from '../provider-time.ts';

/** The edit of something: its new words. `updated_at` tells two edits apart. */
export const editOf = (target: string, updatedAt: string, data: MappedData): MappedInteraction => ({
  id: `${target}:edit:${updatedAt}`,
  activity: 'edit',
  time: fromText(updatedAt),
  data: { ...data, target },
});

/** Something is gone. GitHub tells no time of that: the last change is the nearest. */
export const retractionOf = (target: string, updatedAt: string, data: MappedData): MappedInteraction => ({
  id: `${target}:delete`,
  activity: 'retraction',
  time: fromText(updatedAt),
  data: { ...data, target },
});
