import type { ToldHealth } from './told-source.ts';

/** What is to be looked at in the machinery. What is wrong with sources stands with each source. */
export const machineFindings = <Finding extends Pick<ToldHealth['findings'][number], 'code'>>(
  findings: readonly Finding[],
): Finding[] => findings.filter(({ code }) => !code.startsWith('SOURCES_'));
