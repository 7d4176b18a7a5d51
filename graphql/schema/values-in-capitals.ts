/** The values of an enum for words of the domain, which GraphQL spells in capitals, each with its meaning. */
export function valuesInCapitals<Word extends string>(words: readonly Word[], meanings: Record<Word, string>) {
  const values = words.map((value) => [value.toUpperCase(), { value, description: meanings[value] }]);
  return Object.fromEntries(values) as { [W in Word as Uppercase<W>]: { value: W; description: string } };
}
