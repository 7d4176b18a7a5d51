import { describe, expect, it } from 'vitest';
import { threadsOf, turnOf } from '../../shared/conversation.ts';
import { ideaOf } from '../../shared/idea.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';
import type { IdeaStage } from '../../shared/vocabulary.ts';
import { interaction } from '../interactions.ts';

const day = (n: number) => Date.parse('2026-03-01T00:00:00Z') + n * 86_400_000;
const said = (id: string, activity: 'idea' | 'stage', on: number, over: Partial<CountedInteraction> = {}) =>
  interaction({
    id,
    activity,
    idea: 'better-box',
    time: new Date(day(on)).toISOString(),
    ...over,
  }) as CountedInteraction;
const moved = (stage: IdeaStage, on: number) => said(`${stage}:${on}`, 'stage', on, { stage });
const turnsOf = (...all: CountedInteraction[]) => all.map(turnOf).sort((a, b) => a.at - b.at);

describe('an idea', () => {
  it('goes its way step by step', () => {
    const idea = ideaOf(turnsOf(said('i', 'idea', 0), moved('reviewed', 2), moved('accepted', 5), moved('shipped', 9)));
    expect(idea).toMatchObject({ department: 'service', channel: 'x', kind: 'customer', declined: false });
    // Started is implied by shipped, at that time.
    expect(idea?.reached).toEqual([0, 2, 5, 9, 9].map(day));
  });

  it('reached a step at the latest when it reached the next', () => {
    const idea = ideaOf(turnsOf(said('i', 'idea', 0), moved('shipped', 3), moved('reviewed', 7)));
    expect(idea?.reached).toEqual([0, 3, 3, 3, 3].map(day));
  });

  it('counts from its first submission, and nothing that came before', () => {
    const idea = ideaOf(turnsOf(moved('reviewed', 0), said('i', 'idea', 1), said('again', 'idea', 3)));
    expect(idea?.reached).toEqual([day(1)]);
    expect(ideaOf(turnsOf(moved('shipped', 1)))).toBeUndefined();
  });

  it('that is declined is declined, also after a step', () => {
    const idea = ideaOf(turnsOf(said('i', 'idea', 0), moved('reviewed', 1), moved('declined', 2)));
    expect(idea).toMatchObject({ declined: true, reached: [day(0), day(1)] });
  });

  it('has a thread that no conversation can be taken for', () => {
    const [conversation, thread] = threadsOf(said('i', 'idea', 0, { conversation: 'better-box' }));
    expect(conversation).toBe('better-box');
    expect(thread).not.toBe(conversation);
    expect(threadsOf(moved('told', 1))).toEqual([thread]);
  });

  it('without an id is known by its own', () => {
    const [own] = threadsOf(said('i', 'idea', 0, { idea: undefined } as never));
    expect(own).toContain('https://x.com/acme i');
    expect(threadsOf(said('s', 'stage', 1, { idea: undefined, stage: 'told' } as never))).toEqual([]);
  });
});
