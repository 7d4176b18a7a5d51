import type { Coverage } from './coverage.ts';
import { createMutator, pick, type Random } from './mutate.ts';
import { BrokenLaw, type FuzzTarget } from './target.ts';

export interface FuzzOptions {
  random: Random;
  /** Asked before each mutant, or each batch of them where coverage is asked for, with the executions so far. */
  goesOn: (executions: number) => boolean;
  /** Inputs that reach new places become the stock of further mutants; without it mutants are of the seeds alone. */
  coverage?: Coverage | undefined;
  /** Told each input before it is run. */
  onInput?: (input: Buffer) => void;
  /** Mutants are made of the seeds, which other suites try as they are. */
  skipsSeeds?: boolean;
  /** Findings of earlier runs: tried first. */
  corpus?: readonly Buffer[];
}

export interface Finding {
  /** Short, and the same for the same fault. */
  problem: string;
  input: Buffer;
  stack: string;
}

export interface FuzzResult {
  executions: number;
  /** Inputs that mutants are made of. */
  stock: number;
  /** Places of the code that ran, as far as coverage was asked for. */
  places: number;
  findings: Finding[];
}

const groupSizes = [64, 8, 1] as const;
/** Nothing that a caller sends may keep a function busy for longer. */
const slowMs = 5_000;
const findingsAtMost = 25;

/** Runs a target on its seeds, its corpus and mutants of both until it may not go on; collects each fault once. */
export async function fuzzTarget(target: FuzzTarget, options: FuzzOptions): Promise<FuzzResult> {
  const { random, goesOn, coverage, corpus = [] } = options;
  const mutate = createMutator(target.words ?? [], random);
  const pool = [...target.seeds.map((seed) => Buffer.from(seed)), ...corpus];
  const found = new Map<string, Finding>();
  let executions = 0;
  const run = async (input: Buffer) => {
    executions += 1;
    options.onInput?.(input);
    const finding = await faultOf(target, input);
    if (finding && !found.has(finding.problem)) found.set(finding.problem, finding);
  };
  /** Places that ran, as they look in groups of each size: V8 tells a place apart when it ran more or less often than those around. */
  const places = groupSizes.map(() => new Set<string>());
  /** Runs inputs and keeps those that reached new places; coverage is dear, so it is asked for groups that get smaller. */
  const explore = async (inputs: readonly Buffer[], level = 0): Promise<void> => {
    for (const input of inputs) await run(input);
    const known = places[level];
    const size = groupSizes[level + 1];
    const fresh = [...(coverage?.take() ?? [])].filter((place) => !known?.has(place));
    for (const place of fresh) known?.add(place);
    if (fresh.length === 0) return;
    if (size === undefined) pool.push(...inputs);
    else for (let at = 0; at < inputs.length; at += size) await explore(inputs.slice(at, at + size), level + 1);
  };
  for (const input of options.skipsSeeds ? corpus : [...pool]) await run(input);
  coverage?.take();
  const size = coverage === undefined ? 1 : groupSizes[0];
  while (goesOn(executions) && found.size < findingsAtMost) {
    await explore(Array.from({ length: size }, () => mutate(pick(pool, random), pool)));
  }
  return { executions, stock: pool.length, places: places.at(-1)?.size ?? 0, findings: [...found.values()] };
}

async function faultOf(target: FuzzTarget, input: Buffer): Promise<Finding | undefined> {
  // Of the processor, not of the clock: a machine that is busy elsewhere is no fault.
  const began = process.cpuUsage();
  try {
    await target.run(input);
  } catch (error) {
    return findingOf(error, input);
  }
  const { user, system } = process.cpuUsage(began);
  if ((user + system) / 1000 > slowMs) return findingOf(new BrokenLaw(`takes longer than ${slowMs} ms`), input);
  const strange = strangeMembers();
  return strange === '' ? undefined : findingOf(new BrokenLaw(`changes Object.prototype: ${strange}`), input);
}

function findingOf(error: unknown, input: Buffer): Finding {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // What a message quotes of the input would make each a fault of its own.
  const name =
    said
      .split('\n')[0]
      ?.replace(/["'`“].*["'`”]|\d+/g, '…')
      .slice(0, 160) ?? '';
  const place = error instanceof BrokenLaw ? '' : (/[\w-]+\.ts:\d+/.exec(stack.slice(said.length))?.[0] ?? '');
  return { problem: `${name} ${place}`.trim(), input, stack };
}

/** What a payload named `__proto__` may have left behind; taken away, so that the next run does not find it again. */
function strangeMembers(): string {
  const members = Object.keys(Object.prototype);
  for (const member of members) Reflect.deleteProperty(Object.prototype, member);
  return members.join(' ');
}
