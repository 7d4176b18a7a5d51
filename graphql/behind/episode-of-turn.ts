import { type Episode, episodesOf, type Turn } from '../../shared/conversation.ts';
import { isTurnOf } from './counting.ts';

type Identity = { source: string; id: string };

/** An episode as it is after all turns of its conversation, and whether it is the first of it. */
export interface PlacedEpisode {
  episode: Episode;
  first: boolean;
}

/** The episode that a turn opened, of sorted turns; undefined when it opened none. */
export function episodeOpenedBy(turns: readonly Turn[], turn: Identity): PlacedEpisode | undefined {
  const [before, after] = around(turns, turn);
  return after.length > before.length ? episodeAt(turns, after.length - 1) : undefined;
}

/** The episode whose first human reply a turn is; undefined when it answered none, or not first. */
export function episodeAnsweredBy(turns: readonly Turn[], turn: Identity): PlacedEpisode | undefined {
  const [before, after] = around(turns, turn);
  const answers = after.at(-1)?.reply !== undefined && before.at(-1)?.reply === undefined;
  return answers ? episodeAt(turns, after.length - 1) : undefined;
}

/** The episodes as they were before and right after a turn. */
function around(turns: readonly Turn[], turn: Identity): [before: Episode[], after: Episode[]] {
  const at = turns.findIndex((one) => isTurnOf(one, turn));
  return at < 0 ? [[], []] : [episodesOf(turns.slice(0, at)), episodesOf(turns.slice(0, at + 1))];
}

function episodeAt(turns: readonly Turn[], at: number): PlacedEpisode | undefined {
  const episode = episodesOf(turns)[at];
  return episode && { episode, first: at === 0 };
}
