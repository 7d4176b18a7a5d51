import { busKinds } from './bus.ts';
import { databaseKinds } from './database.ts';
import { functionKinds } from './functions.ts';
import { hostKinds } from './host.ts';
import type { FaultKind } from './kind.ts';
import { queueKinds } from './queues.ts';

/** Everything that the suite knows to break. */
export const faultKinds: readonly FaultKind[] = [
  ...databaseKinds,
  ...queueKinds,
  ...busKinds,
  ...functionKinds,
  ...hostKinds,
];
