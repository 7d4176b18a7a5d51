import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What the command line needs of what the local host writes about itself into the data folder. */
const hostFileSchema = z.object({
  region: z.string(),
  endpoints: z.object({ dynamodb: z.url(), sqs: z.url(), eventbridge: z.url() }),
  tables: z.object({ ledger: z.string(), cells: z.string(), registry: z.string() }),
  lanes: z.int().min(1).default(1),
  queueUrl: z.url(),
  deadLetterUrls: z.array(z.url()),
  archive: z.object({ arn: z.string(), bus: z.string() }),
});
type HostFile = z.infer<typeof hostFileSchema>;

/** The folder of the local data: `POLYLOG_DATA` or `.polylog`. */
export const dataFolder = (): string => process.env.POLYLOG_DATA ?? '.polylog';

/** Reads `host.json` of the data folder. Throws, saying what to do, when no host is running there. */
export function readHostFile(folder: string): HostFile {
  const file = join(folder, 'host.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} is not there: start the host with npm start, or name its data folder in POLYLOG_DATA.`);
  }
  return hostFileSchema.parse(JSON.parse(text));
}

/** Where the local host answers: on `PORT` if that is set, else where it wrote that it does, else on 4000. Never throws. */
export function addressOfLocalHost(): string {
  const { PORT } = process.env;
  if (PORT) return `http://127.0.0.1:${PORT}`;
  try {
    return z.object({ url: z.url() }).parse(JSON.parse(readFileSync(join(dataFolder(), 'host.json'), 'utf8'))).url;
  } catch {
    return 'http://127.0.0.1:4000';
  }
}

/** Settings for AWS clients of the engines on this machine, which check no credentials. */
export function localClient(endpoint: string, region: string) {
  return { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
