import { InvalidArgumentError } from 'commander';

/** A parser for options that take a whole number from 1 to `most`. */
export const positiveNumber =
  (most: number) =>
  (value: string): number => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1 || number > most) {
      throw new InvalidArgumentError(`write a whole number from 1 to ${most}.`);
    }
    return number;
  };
