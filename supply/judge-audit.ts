import { z } from 'zod';
import type { Lock } from './licences.ts';

/** What is read of the answer of `npm audit --json`; a registry that has no audits answers something else. */
const auditSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
      nodes: z.array(z.string()),
      range: z.string(),
    }),
  ),
});

export interface Verdict {
  /** False: the registry did not answer with an audit, so nothing is known. */
  audited: boolean;
  /** High and critical ones in what runs: these must be mended before anything is deployed. */
  grave: string[];
  /** All others, in what runs and in tools. */
  others: string[];
}

/** What an audit says about the packages of a lock file. */
export function judgeAudit(answer: unknown, { packages }: Lock): Verdict {
  const { success, data } = auditSchema.safeParse(answer);
  if (!success) return { audited: false, grave: [], others: [] };
  const verdict: Verdict = { audited: true, grave: [], others: [] };
  for (const [name, { severity, nodes, range }] of Object.entries(data.vulnerabilities)) {
    const runs = nodes.some((place) => packages[place]?.dev !== true);
    const isGrave = runs && (severity === 'high' || severity === 'critical');
    verdict[isGrave ? 'grave' : 'others'].push(`${name} ${range}: ${severity}${runs ? '' : ', in a tool'}`);
  }
  return verdict;
}
