import type { ToldSource } from './told-source.ts';

/** What is told of a source, as a form holds it: empty for what is not said. */
export interface SourceEntries {
  name: string;
  cadence: string;
  department: string;
  channel: string;
  owner: string;
}

type Changeable = Pick<ToldSource, 'id' | 'name' | 'cadence' | 'owner'> & {
  department: { id: string } | null;
  channel: { id: string } | null;
};

/** A source whose name is its id has none of its own. */
export const sourceEntries = ({ id, name, cadence, owner, department, channel }: Changeable): SourceEntries => ({
  name: name === id ? '' : name,
  cadence: cadence ?? '',
  department: department?.id ?? '',
  channel: channel?.id ?? '',
  owner: owner ?? '',
});

/** What `updateSource` is told: the fields that were changed, null for those that were cleared. */
export function sourceChanges(
  source: Changeable,
  entries: SourceEntries,
): Partial<Record<keyof SourceEntries, string | null>> {
  const before = sourceEntries(source);
  const fields = Object.keys(before) as (keyof SourceEntries)[];
  return Object.fromEntries(
    fields
      .filter((field) => entries[field].trim() !== before[field])
      .map((field) => [field, entries[field].trim() || null]),
  );
}
