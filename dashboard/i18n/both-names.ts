/** A name in both languages: one that is left empty is as the other. */
export function bothNames({ en, de }: { en: string; de: string }): { en: string; de: string } {
  const [english, german] = [en.trim(), de.trim()];
  return { en: english || german, de: german || english };
}
