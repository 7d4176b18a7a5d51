import { useMemo } from 'react';
import { usePage } from './page-context.tsx';

export interface Names {
  /** Of a department; its id when the organisation has it no more. */
  department: (id: string) => string;
  channel: (id: string) => string;
}

/** What departments and channels are called, in the language of the page. */
export function useNames(): Names {
  const { departments, channels } = usePage().shell.organisation;
  return useMemo(() => {
    const ofDepartments = new Map(departments.map(({ id, name }) => [id, name]));
    const ofChannels = new Map(channels.map(({ id, name }) => [id, name]));
    return { department: (id) => ofDepartments.get(id) ?? id, channel: (id) => ofChannels.get(id) ?? id };
  }, [departments, channels]);
}
