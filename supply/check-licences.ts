import { readFileSync } from 'node:fs';
import { lockSchema, unfitLicences, unnoticed } from './licences.ts';

/** `node supply/check-licences.ts`: exits 1 when a dependency has a licence that is not on the list, or `NOTICE` lacks one. */
const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const lock = lockSchema.parse(JSON.parse(read('package-lock.json')));
const faults = [
  ...unfitLicences(lock).map(
    ({ place, licence }) => `${place}: its licence (${licence}) is not in supply/licences.ts.`,
  ),
  ...unnoticed(lock, read('NOTICE')).map(({ place, licence }) => `${place} (${licence}) is not named in NOTICE.`),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
