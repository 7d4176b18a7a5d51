import { privacyRequestOf } from '../../shared/privacy-request.ts';
import { answerPrivacy } from './answer-privacy.ts';
import { privacyDependencies } from './dependencies.ts';

const dependencies = privacyDependencies(process.env);

/** Invoked by the GraphQL function, never over HTTP, and by a schedule: see `answerPrivacy`. */
export const handler = (input: unknown) => answerPrivacy(privacyRequestOf(input), dependencies);
