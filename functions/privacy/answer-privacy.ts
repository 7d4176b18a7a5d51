import type { Erasure } from '../../shared/erasure.ts';
import type { PersonPage } from '../../shared/person-export.ts';
import type { PrivacyRequest } from '../../shared/privacy-request.ts';
import { askAgain } from './ask-again.ts';
import { askErasure } from './ask-erasure.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { erasePeople } from './erase-people.ts';
import { exportPerson } from './export-person.ts';
import { forgetErased } from './forget-erased.ts';
import { runNightly } from './nightly.ts';
import { tellLateErasures } from './tell-late-erasures.ts';

/**
 * Does what the privacy function is asked for. Throws when a table does not answer: asking again is safe, and what was
 * begun goes on with the next run of the schedule.
 */
export async function answerPrivacy(
  request: PrivacyRequest,
  deps: PrivacyDependencies,
): Promise<Erasure | PersonPage | null | undefined> {
  switch (request.kind) {
    case 'ask':
      return askErasure(request.person, request.author, deps);
    case 'again':
      await askAgain(request.author, deps);
      return void (await erasePeople(deps));
    case 'erase':
      return void (await erasePeople(deps, request.id));
    case 'export':
      return (await exportPerson(request, deps)) ?? null;
    case 'clock':
      // First: a run that is cut short has told, too.
      await tellLateErasures(deps);
      await erasePeople(deps);
      await forgetErased(deps);
      return void (await runNightly(deps));
  }
}
