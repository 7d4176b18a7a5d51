import { byUrgency, type Heard } from './source-state.ts';

export interface SourcesVerdict {
  /** `blind`: there are sources, and none has a rhythm; `partly`: some have none. */
  kind: 'none' | 'troubled' | 'blind' | 'partly' | 'fine';
  /** Of those that are silent or cannot be asked: the first three, those longest so first. */
  names: readonly string[];
  /** How many of them are not named. */
  more: number;
  watched: number;
  unwatched: number;
}

/** The answer to "is any source silent?". Without a rhythm nobody can tell, and that is part of the answer. */
export function verdictOn(sources: readonly Heard[]): SourcesVerdict {
  const troubled = byUrgency(sources.filter(({ silentSince, failingSince }) => silentSince ?? failingSince));
  const unwatched = sources.filter(({ cadence }) => cadence === null).length;
  const watched = sources.length - unwatched;
  const names = troubled.slice(0, 3).map(({ name }) => name);
  const about = { names, more: troubled.length - names.length, watched, unwatched };
  if (sources.length === 0) return { kind: 'none', ...about };
  if (troubled.length > 0) return { kind: 'troubled', ...about };
  if (watched === 0) return { kind: 'blind', ...about };
  return { kind: unwatched > 0 ? 'partly' : 'fine', ...about };
}
