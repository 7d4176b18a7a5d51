import type { InteractionData } from '../../shared/interaction.ts';
import type { Random } from './random.ts';

type Actor = InteractionData['actor'];

/** Customers come back, some of them often; the public and partners are fewer. Two people are two things at once. */
export function someoneOutside(random: Random): Actor {
  const dice = random.next();
  if (dice < 0.02) return { id: 'synthetic:both:1', kind: random.pick(['customer', 'public']) };
  if (dice < 0.025) return { id: 'synthetic:employee:sales:0', kind: 'customer' };
  if (dice < 0.12) return { id: `synthetic:partner:${random.between(1, 25)}`, kind: 'partner' };
  if (dice < 0.35) return { id: `synthetic:public:${random.between(1, 220)}`, kind: 'public' };
  // The square makes some customers regulars.
  return { id: `synthetic:customer:${Math.floor(1200 * random.next() ** 2)}`, kind: 'customer' };
}

/** What is told of the words: nothing, a score, a score with text, or a text in which nobody finds a language. */
export function wording(random: Random): Pick<InteractionData, 'language' | 'sentiment' | 'topics' | 'text'> {
  const dice = random.next();
  if (dice < 0.25) return {};
  if (dice < 0.45) return { text: '4711 0815 23:59' };
  const score = random.pick([-1, -0.6, -0.05, -0.04, 0, 0.04, 0.05, 0.3, 0.8, 1]);
  const scored = {
    language: random.pick(['de', 'en', 'de-AT']),
    sentiment: score,
    topics: [random.pick(['price', 'delivery'])],
  };
  return dice < 0.8 ? scored : { ...scored, text: '4711' };
}
