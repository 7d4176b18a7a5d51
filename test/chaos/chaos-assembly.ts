import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesise } from '../../local/synthesise.ts';

export interface Hurry {
  /** Seconds that ingest and aggregate have: the template gives them half a minute and a minute. */
  timeout: number;
  /** Seconds for which the poller gathers a batch. */
  window: number;
}

interface Template {
  Resources?: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

/**
 * The application's assembly with as many lanes, copied into a folder and changed so that a function runs out of time soon.
 * A copy also because workers that start later read it, when the original may have given way to newer builds.
 */
export async function chaosAssembly(folder: string, lanes: number, { timeout, window }: Hurry): Promise<string> {
  const { assembly } = await synthesise({ lanes: String(lanes) });
  const copy = mkdtempSync(join(folder, 'assembly-'));
  cpSync(assembly, copy, { recursive: true });
  for (const name of readdirSync(copy).filter((file) => file.endsWith('.template.json'))) {
    const file = join(copy, name);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources ?? {})) {
      if (Type === 'AWS::Lambda::Function' && /^(Ingest|Aggregate)/.test(id)) Properties.Timeout = timeout;
      if (Type === 'AWS::Lambda::EventSourceMapping') Properties.MaximumBatchingWindowInSeconds = window;
      if (Type === 'AWS::SQS::Queue' && Properties.VisibilityTimeout) Properties.VisibilityTimeout = 6 * timeout;
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return copy;
}
