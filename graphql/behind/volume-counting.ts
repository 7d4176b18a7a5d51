import { conversationOf, dialogueOf, isWord } from '../../shared/conversation.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';
import type { VolumeMeasure, VolumeSum } from '../../shared/metrics/metric.ts';
import { extraCodes, measuresOf } from '../../shared/metrics/volume.ts';
import { directionCode } from '../../shared/vocabulary.ts';
import type { KindOf } from '../plan/guard.ts';
import { type Counting, isTurnOf, type ReportPart } from './counting.ts';

/** What a volume metric counts: the interactions that add to its counters, and for conversations their first words. */
export function volumeCounting(measure: VolumeMeasure, part: ReportPart, kindOf: KindOf): Counting {
  const { numerator, denominator, n } = measure;
  const counted = part === 'ALL' && denominator ? denominator : numerator;
  if (counted.codes.includes(extraCodes.dialogues)) return firstWords(true);
  if (counted.codes.includes(extraCodes.conversations)) return firstWords(false);
  // A post that nobody could see adds nothing to the audience, but the value rests on it.
  const also = denominator ? undefined : n;
  return {
    weightOf(interaction) {
      const weight = weightIn(counted, interaction, kindOf);
      return weight ?? (also && weightIn(also, interaction, kindOf) !== undefined ? 0 : undefined);
    },
  };
}

function weightIn(sum: VolumeSum, interaction: CountedInteraction, kindOf: KindOf): number | undefined {
  const { codes, minus, directions, channelKinds } = sum;
  if (channelKinds && !channelKinds.includes(kindOf(interaction.channel))) return undefined;
  let weight: number | undefined;
  for (const [measure, adds] of measuresOf(interaction)) {
    const code = measure.slice(0, 2);
    if (directions && !directions.some((direction) => directionCode[direction] === measure.slice(2))) continue;
    if (codes.includes(code)) weight = (weight ?? 0) + adds;
    else if (minus?.includes(code)) weight = (weight ?? 0) - adds;
  }
  return weight;
}

/** A conversation is known by its first word; one word without a conversation is one, but no dialogue. */
function firstWords(bothSides: boolean): Counting {
  return {
    weightOf(interaction) {
      const { activity, direction, actor } = interaction;
      if (!isWord({ activity, direction, kind: actor.kind })) return undefined;
      return bothSides && conversationOf(interaction) === undefined ? undefined : 1;
    },
    thread: {
      of: conversationOf,
      counts: (interaction, turns) =>
        isTurnOf(turns.find(isWord), interaction) && (!bothSides || dialogueOf(turns)?.bothSides === true),
    },
  };
}
