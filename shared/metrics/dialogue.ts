import type { Dialogue } from '../conversation.ts';
import { directionCode } from '../vocabulary.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';
import { addVolume, conversationDirection, extraCodes } from './volume.ts';

const suffix = directionCode[conversationDirection];

/** Counts a conversation, and a dialogue when both sides spoke, where and when its first word was said. */
export function contributeDialogue(dialogue: Dialogue, context: Pick<FoldContext, 'home'>, to: ContributeTo): void {
  const measures: [string, number][] = [[extraCodes.conversations + suffix, 1]];
  if (dialogue.bothSides) measures.push([extraCodes.dialogues + suffix, 1]);
  addVolume(measures, dialogue, context, to);
}
