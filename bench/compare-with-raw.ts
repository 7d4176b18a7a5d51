import type { CloudEvent } from '../shared/interaction.ts';
import { knownZone } from '../shared/zone.ts';
import type { Stack } from '../test/stack.ts';
import { createGraphql } from './graphql.ts';
import {
  type CollaborationAnswer,
  createRawAnswers,
  type IdeaFunnelAnswer,
  type SocialShareAnswer,
} from './raw-answers.ts';
import { createRawCount } from './raw-count.ts';
import { createRawPeople, type ToldValue } from './raw-people.ts';
import { answerQuestions, reportQuestions } from './report-questions.ts';

/** Counts events as they are loaded, and compares what a host answers with it. */
export function createComparison(timeZone: string) {
  const home = knownZone(timeZone);
  const counts = createRawCount(timeZone);
  const people = createRawPeople(home);
  const answers = createRawAnswers(home);
  return {
    add(event: CloudEvent): void {
      counts.add(event);
      people.add(event);
      answers.add(event);
    },
    /** Throws with the first differences when an answer is wrong; gives how many values and cells were withheld. */
    async check(host: Stack): Promise<number> {
      const { report, ask, close } = await createGraphql(host);
      const { q1, q2, q3, q2all } = reportQuestions;
      const { socialShare, collaboration, collaborationYear, ideaFunnel } = answerQuestions;
      const ofPeople = await report<ToldValue>(q2all, 'value error status');
      const weeks = await ask<CollaborationAnswer>(collaboration);
      const year = await ask<CollaborationAnswer>(collaborationYear);
      const differences = [
        ...counts.differences({ q1: await report(q1), q2: await report(q2), q3: await report(q3) }),
        ...people.differences(ofPeople),
        ...answers.socialShareDifferences(await ask<SocialShareAnswer>(socialShare)),
        ...answers.collaborationDifferences(weeks, 'weeks'),
        ...answers.collaborationDifferences(year, 'all'),
        ...answers.ideaFunnelDifferences(await ask<IdeaFunnelAnswer>(ideaFunnel)),
      ];
      close();
      if (differences.length > 0) throw new Error(`Answers are wrong:\n${differences.slice(0, 20).join('\n')}`);
      const values = [ofPeople.totals, ...ofPeople.rows.map((row) => row.values)].flat();
      const cells = [...weeks.collaboration.cells, ...year.collaboration.cells];
      return values.filter(({ status }) => status === 'WITHHELD').length + cells.filter((cell) => cell.withheld).length;
    },
  };
}
