import { z } from 'zod';

/** What `package-lock.json` says of every package, by its place. */
export const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      devOptional: z.boolean().default(false),
      link: z.boolean().default(false),
    }),
  ),
});
export type Lock = z.infer<typeof lockSchema>;

/** Licences that ask for nothing but their own text beside the code. */
const permissive = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  'Unlicense',
];
/** Those of tools that are no part of what runs: nobody is given their files. */
const ofTools = [...permissive, 'MPL-2.0', 'Python-2.0', 'CC-BY-4.0'];
/** Runtime packages under another licence, each with the reason why it is fine; `NOTICE` has to name them. */
export const noticed: Readonly<Record<string, string>> = {
  'OFL-1.1': 'a font, bundled unchanged with its licence, and not sold by itself',
};

export interface Unfit {
  place: string;
  licence: string;
}

/** Packages under a licence that is not on the list, or that say none. Of a choice of licences one has to be. */
export function unfitLicences({ packages }: Lock): Unfit[] {
  return dependenciesIn(packages).flatMap(([place, { license: licence = 'none', dev }]) => {
    const allowed = dev ? ofTools : [...permissive, ...Object.keys(noticed)];
    return isAllowed(licence, allowed) ? [] : [{ place, licence }];
  });
}

/** Runtime packages that `NOTICE` has to name and does not. */
export function unnoticed({ packages }: Lock, notice: string): Unfit[] {
  return dependenciesIn(packages).flatMap(([place, { license: licence = '', dev }]) =>
    !dev && licence in noticed && !notice.includes(nameOf(place)) ? [{ place, licence }] : [],
  );
}

/** The name of a package from its place, e.g. `node_modules/a/node_modules/@b/c`. */
export const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 13);

const dependenciesIn = (packages: Lock['packages']) =>
  Object.entries(packages).filter(([place, { link }]) => place.includes('node_modules/') && !link);

/** An SPDX expression of one licence, of a choice (`OR`), or of several that all hold (`AND`), without parentheses inside. */
function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((one) => allowed.includes(one.trim())));
}
