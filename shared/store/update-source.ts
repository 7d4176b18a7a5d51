import type { Author } from '../audit.ts';
import { refused } from '../changes/change.ts';
import type { SourceChange } from '../changes/source.ts';
import { adapterOf, checkSettings } from '../changes/source-settings.ts';
import { findSourceAdapter } from '../source-adapters.ts';
import { changeSource, registered } from './change-source.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { restartRequest } from './source-cursors.ts';
import type { RegisteredSource } from './source-item.ts';

/**
 * Changes what is told of a registered source and notes who did it; with `restart` it is asked from its beginning at the
 * next run. Gives the source as it is then; throws `UNKNOWN_SOURCE`, `CONFLICT`, or `BAD_REQUEST` that names a setting
 * its adapter does not take.
 */
export const updateSource = (
  options: RegistryOptions,
  author: Author,
  id: string,
  { restart, ratePerSecond, retainPeopleDays, ...texts }: SourceChange,
): Promise<RegisteredSource> =>
  changeSource(options, author, id, {
    action: 'updateSource',
    decide: (source) => {
      const { adapter } = registered(source, id);
      const change = {
        ...texts,
        ...(ratePerSecond !== undefined && { ratePerSecond: ratePerSecond?.toString() ?? null }),
        ...(retainPeopleDays !== undefined && { retainPeopleDays: retainPeopleDays?.toString() ?? null }),
      };
      if (restart && !findSourceAdapter(adapter)?.every) throw refused('restart', 'it is not asked on a schedule');
      if (adapter === undefined) {
        if (change.settings != null) throw refused('settings', 'the source has no adapter that would read them');
        return change;
      }
      for (const field of ['channel', 'department'] as const) {
        if (change[field] === null) throw refused(field, 'what its adapter maps goes there: name another one');
      }
      const { settings } = change;
      return {
        ...change,
        ...(settings != null && { settings: checkSettings(adapterOf(adapter), settings) }),
        ...(restart && { restartedAt: new Date(options.clock()).toISOString() }),
      };
    },
    ...(restart && { also: { Update: restartRequest(options.tableName, id) } }),
  });

/** Stops taking anything of a source, or takes it again; what is so already stays. Others see it within 60 s. */
export const pauseSource = (
  options: RegistryOptions,
  author: Author,
  id: string,
  paused: boolean,
): Promise<RegisteredSource> =>
  changeSource(options, author, id, {
    action: paused ? 'pauseSource' : 'resumeSource',
    decide: (source) => {
      const { pausedAt } = registered(source, id);
      return { pausedAt: paused ? (pausedAt ?? new Date(options.clock()).toISOString()) : null };
    },
  });
