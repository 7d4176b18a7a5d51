import type { InteractionData } from '../shared/interaction.ts';
import { pick } from './random.ts';

/** Words as `functions/ingest/text` finds them: facts get the size that they have in operation. */
const topics = {
  de: `paket lieferung rechnung konto tarif vertrag kundenservice bestellung filiale rückgabe garantie erstattung
    verbindung anmeldung passwort gutschein lieferzeit ersatzteil mitarbeiter öffnungszeiten`,
  en: `flight delivery invoice account refund order store warranty password voucher internet connection
    subscription upgrade payment battery screen booking luggage appointment`,
};
const words = { de: topics.de.split(/\s+/), en: topics.en.split(/\s+/) };
const mostTopics = 3;

/** What is told of words instead of the words: always a language, a sentiment of seven in ten, up to three topics. */
export function wordsOf(random: () => number): Pick<InteractionData, 'worded' | 'language' | 'sentiment' | 'topics'> {
  const language = random() < 0.6 ? 'de' : 'en';
  const sentiment = random() < 0.7 ? { sentiment: Math.round((random() * 2 - 1) * 100) / 100 } : {};
  const found = new Set<string>();
  for (let left = Math.floor(random() * (mostTopics + 1)); left > 0; left--) found.add(pick(words[language], random()));
  return { worded: true, language, ...sentiment, ...(found.size > 0 && { topics: [...found] }) };
}
