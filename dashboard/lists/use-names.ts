import { useMemo } from 'react';
import { usePage } from '../app/page-context.tsx';

/** Names by ids, in the language of the page; what the organisation no longer has goes by its id. */
export function useNames(): { department: (id: string) => string; channel: (id: string) => string } {
  const { departments, channels } = usePage().shell.organisation;
  return useMemo(() => {
    const named = (list: readonly { id: string; name: string }[]) => {
      const names = new Map(list.map(({ id, name }) => [id, name]));
      return (id: string) => names.get(id) ?? id;
    };
    return { department: named(departments), channel: named(channels) };
  }, [departments, channels]);
}
