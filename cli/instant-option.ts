import { InvalidArgumentError } from 'commander';
import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** Reads an option that is an instant with its offset; a text that is none is a usage error that shows one. */
export function instantOption(text: string): Date {
  if (!instant.safeParse(text).success) throw new InvalidArgumentError('It is an instant, e.g. 2026-11-20T09:30:00Z.');
  return new Date(text);
}
