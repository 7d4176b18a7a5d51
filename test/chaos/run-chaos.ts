import { endlessLoad } from './endless-load.ts';
import { faultKinds } from './kinds/fault-kinds.ts';
import type { FaultKind } from './kinds/kind.ts';
import { randomOf, shuffled } from './random.ts';
import { type FaultResult, type RoundOptions, runRound } from './run-round.ts';

export interface ChaosOptions extends Pick<RoundOptions, 'pace' | 'hurry' | 'onStep'> {
  /** Each kind once in its turn, in an order that is drawn, until so many faults were injected. */
  faults: number;
  /** Sent in all, spread evenly over the faults. */
  interactions: number;
  batch: number;
  /** Of each round in turn: a stage of its own, which begins empty. */
  lanes: readonly number[];
  faultsInRound: number;
  /** Only kinds whose names have this in them. */
  only?: string;
  seed: number;
}

/** Injects faults of all kinds into hosted templates that are sent real interactions. Throws when no kind has that name. */
export async function runChaos(options: ChaosOptions): Promise<FaultResult[]> {
  const { faults, interactions, lanes, faultsInRound, only = '', seed, onStep } = options;
  const kinds = faultKinds.filter(({ name }) => name.includes(only));
  if (kinds.length === 0) throw new Error(`There are these kinds: ${faultKinds.map(({ name }) => name).join(', ')}`);
  const random = randomOf(seed);
  const load = endlessLoad(random);
  const plan = planFaults(kinds, faults, random);
  const perFault = Math.ceil(interactions / faults);
  const results: FaultResult[] = [];
  for (let at = 0, round = 0; at < plan.length; at += faultsInRound, round++) {
    const inRound = plan.slice(at, at + faultsInRound);
    const laned = lanes[round % lanes.length] ?? 1;
    onStep(`round ${round + 1}: ${inRound.length} faults, ${laned} lanes`);
    results.push(...(await runRound({ ...options, faults: inRound, lanes: laned, load, perFault, random })));
  }
  return results;
}

function planFaults(kinds: readonly FaultKind[], count: number, random: () => number): RoundOptions['faults'] {
  const plan: RoundOptions['faults'] = [];
  for (let turn = 0; plan.length < count; turn++) {
    plan.push(...shuffled(kinds, random).map((kind) => ({ kind, turn })));
  }
  return plan.slice(0, count);
}
