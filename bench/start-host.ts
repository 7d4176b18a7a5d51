import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesise } from '../local/synthesise.ts';
import { type Stack, startStack } from '../test/stack.ts';
import type { Bench } from './bench.ts';

interface HostSettings {
  /** A folder of an earlier host, to go on with its data. */
  dataDir?: string;
  /** Leaves what is accepted in the queue: the template with its event source mapping switched off. */
  paused?: boolean;
}

/** Starts the hosted template as `npm start -- --empty` does, on a free port; it is stopped when the bench ends. */
export async function startHost(bench: Bench, { dataDir = bench.folder(), paused }: HostSettings = {}): Promise<Stack> {
  const stack = await startStack({ dataDir, ...(paused && { assembly: await pausedAssembly(bench) }) });
  bench.onEnd(stack.stop);
  return stack;
}

async function pausedAssembly(bench: Bench): Promise<string> {
  const folder = bench.folder();
  cpSync((await synthesise({})).assembly, folder, { recursive: true });
  const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.template.json'),
  );
  for (const name of templates) {
    const file = join(folder, name);
    const template = JSON.parse(readFileSync(file, 'utf8')) as {
      Resources?: Record<string, { Type: string; Properties: Record<string, unknown> }>;
    };
    for (const { Type, Properties } of Object.values(template.Resources ?? {})) {
      if (Type === 'AWS::Lambda::EventSourceMapping') Properties.Enabled = false;
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return folder;
}
