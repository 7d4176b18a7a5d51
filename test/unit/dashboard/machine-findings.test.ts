import { expect, it } from 'vitest';
import { machineFindings } from '../../../dashboard/views/sources/machine-findings.ts';

it('the machinery is to be looked at for all but what stands with each source', () => {
  const codes = ['DEAD_LETTERS', 'ERASURE_LATE', 'SOURCES_SILENT', 'SOURCES_FAILING'] as const;
  const found = machineFindings(codes.map((code) => ({ code })));
  expect(found.map(({ code }) => code)).toEqual(['DEAD_LETTERS', 'ERASURE_LATE']);
});
