import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { production, resourcesOf, synthesise } from '../synthesise.ts';

const page = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
/** Sections by their anchors, as GitHub makes them of one word. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')).toLowerCase().replaceAll(' ', '-'), text]),
);

const alarmsOf = ({ stateless }: ReturnType<typeof synthesise>) =>
  Object.entries(resourcesOf(stateless, 'AWS::CloudWatch::Alarm')).map(
    ([id, { Properties }]) => [id, String(Properties.AlarmDescription)] as const,
  );
const alarms = [...alarmsOf(production), ...alarmsOf(synthesise('production', { alertEmail: 'desk@acme.example' }))];
const anchorIn = (description: string) => / docs\/runbook\.md#([a-z]+)$/.exec(description)?.[1] ?? '';

describe('the runbook', () => {
  it('has a section for each alarm, which its description links', () => {
    expect(alarms.length).toBeGreaterThan(30);
    for (const [id, description] of alarms) expect([...sections.keys()], id).toContain(anchorIn(description));
  });

  it('says of each what it means, who is hurt, where to look, what to do, and when to wake whom', () => {
    for (const anchor of new Set(alarms.map(([, description]) => anchorIn(description)))) {
      const found = [...(sections.get(anchor) ?? '').matchAll(/\*\*(Means|Hurt|Look|Do|Wake)\*\*:/g)].map(
        ([, is]) => is,
      );
      expect(found, anchor).toEqual(['Means', 'Hurt', 'Look', 'Do', 'Wake']);
    }
  });

  it('links no section that is not there', () => {
    for (const [, anchor = ''] of page.matchAll(/\]\(#([a-z-]+)\)/g)) expect([...sections.keys()]).toContain(anchor);
  });

  it('is where a company says that it is', () => {
    const [[, description] = ['', '']] = alarmsOf(
      synthesise('staging', { runbook: 'https://wiki.acme.example/polylog' }),
    );
    expect(description).toMatch(/ https:\/\/wiki\.acme\.example\/polylog#[a-z]+$/);
  });
});
