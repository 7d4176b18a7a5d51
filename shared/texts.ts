/** A text in both languages. */
export interface Texts {
  en: string;
  de: string;
}

/** A share as people read it, in percent with one decimal place. */
export function percentOf(share: number): Texts {
  const percent = (share * 100).toFixed(1);
  return { en: `${percent} %`, de: `${percent.replace('.', ',')} %` };
}
