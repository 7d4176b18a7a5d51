import * as z from 'zod';
import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { SourceFixture } from '../fixture.ts';
import { challengeCheck } from './challenge-check.ts';
import { type Check, must } from './check.ts';
import { mappingChecks } from './mapping-checks.ts';
import { reachCheck } from './reach-check.ts';
import { robustnessChecks } from './robustness-checks.ts';
import { runChecks } from './run-checks.ts';
import { webhookChecks } from './webhook-checks.ts';

/** Everything that an adapter must do to be a source of Polylog; the same for all. */
export function allChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  return [
    {
      name: 'describes itself, its settings and its secrets',
      async run() {
        must(/^[a-z][a-z0-9-]*$/.test(adapter.id), 'Its id is not kebab-case.');
        must(adapter.description.endsWith('.'), 'Its description is not a sentence.');
        must(adapter.webhook ?? adapter.scheduled, 'It has neither a webhook nor a schedule.');
        must(!adapter.webhook || fixture.deliveries?.length, 'Its fixture has no deliveries.');
        z.toJSONSchema(adapter.settings);
        for (const [name, meaning] of Object.entries(adapter.secrets)) {
          must(meaning !== '', `The secret ${name} does not say what it is.`);
          must(fixture.secrets?.[name], `The fixture has no secret ${name}.`);
        }
      },
    },
    ...webhookChecks(adapter, fixture),
    ...challengeCheck(adapter, fixture),
    ...mappingChecks(adapter, fixture),
    ...runChecks(adapter, fixture),
    ...robustnessChecks(adapter, fixture),
    reachCheck(adapter, fixture),
  ];
}
