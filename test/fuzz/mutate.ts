import { mutateJson } from './mutate-json.ts';
import { nastyTexts } from './nasty.ts';

export type Random = () => number;
export type Mutate = (input: Buffer, pool: readonly Buffer[]) => Buffer;

/** Larger mutants are cut: size is tried on purpose elsewhere. */
const bytesAtMost = 200_000;

export const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T;
const upTo = (most: number, random: Random): number => Math.floor(random() * (most + 1));

/** A maker of mutants: one to four changes each, of the JSON where it is JSON, else of the bytes. */
export function createMutator(words: readonly string[], random: Random): Mutate {
  const spliced = [...words, ...nastyTexts];
  return (input, pool) => {
    let mutant = input;
    for (let left = 1 + upTo(3, random); left > 0; left--) {
      const asJson = random() < 0.75 ? mutateJson(mutant, pool, spliced, random) : undefined;
      mutant = asJson ?? mutateBytes(mutant, pool, spliced, random);
    }
    return mutant.subarray(0, bytesAtMost);
  };
}

function mutateBytes(input: Buffer, pool: readonly Buffer[], words: readonly string[], random: Random): Buffer {
  const at = upTo(input.length, random);
  const end = Math.min(input.length, at + upTo(32, random));
  const spliced = (middle: Uint8Array, from = at, to = end) =>
    Buffer.concat([input.subarray(0, from), middle, input.subarray(to)]);
  switch (upTo(8, random)) {
    case 0:
      return spliced(Buffer.from([upTo(255, random)]), at, Math.min(input.length, at + 1));
    case 8:
      // A letter or digit more often than chance would have it.
      return spliced(Buffer.from([0x20 + upTo(94, random)]), at, Math.min(input.length, at + 1));
    case 1:
      return spliced(Buffer.alloc(0));
    case 2:
      return spliced(Buffer.from(pick(words, random)), at, at);
    case 3:
      return spliced(Buffer.from(pick(words, random)));
    case 4:
      return spliced(input.subarray(at, end), at, at);
    case 5:
      return input.subarray(0, at);
    case 6: {
      const other = pick(pool, random);
      return spliced(other.subarray(upTo(other.length, random)), at, input.length);
    }
    default:
      return spliced(Buffer.concat(Array.from({ length: 1 + upTo(50, random) }, () => input.subarray(at, end))));
  }
}
