import { readText } from '../../functions/ingest/text/read-text.ts';
import type { InteractionData } from '../../shared/interaction.ts';

/**
 * What the sample keeps of a text: that there was one, and its language, sentiment and topics as ingest reads them, as far
 * as it is sure. Nothing for a text without words; `language` is what the set itself says (BCP 47).
 */
export function wordsOf(text: string, language?: string): Partial<InteractionData> {
  if (text.trim() === '') return {};
  return { worded: true, ...readText(text, language), ...(language !== undefined && { language }) };
}

/** The handles that a text mentions: whoever writes one without its @ names the same person. */
export const handlesIn = (text: string): string[] =>
  [...text.matchAll(/@([\p{L}\p{N}_]+)/gu)].map(([, handle = '']) => handle);

/** The text of a piece of HTML, without its code and style. */
export const textOfHtml = (html: string): string =>
  html.replace(/<(style|script|pre|code)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/<[^>]*>/g, ' ');
