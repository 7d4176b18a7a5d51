/** Reading ActivityStreams 2.0, where a property may be a link, an object or a list of either. */

/** The first object of a property, if it is embedded. */
export function embedded(value: unknown): Record<string, unknown> | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null && !Array.isArray(first)
    ? (first as Record<string, unknown>)
    : undefined;
}

/** The id of what a property names first: a link, or the id of an embedded object. */
export function idOf(value: unknown): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  const id = typeof first === 'string' ? first : embedded(first)?.id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** A text, and nothing that would have to be made one. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whether what a property names first is embedded and of one of the types. */
export function isA(value: unknown, types: readonly string[]): boolean {
  return typesOf(value).some((type) => types.includes(type));
}

/** The types of an embedded object, without the vocabulary's prefix. */
export function typesOf(value: unknown): string[] {
  const type = embedded(value)?.type;
  return [type]
    .flat()
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/^(as:|litepub:|https?:\/\/www\.w3\.org\/ns\/activitystreams#)/, ''));
}

/** The words of an object and their language, if it says which. */
export function wordsOf(value: unknown): { text?: string; language?: string } {
  const object = embedded(value);
  if (object === undefined) return {};
  const [language, translated] = Object.entries(embedded(object.contentMap) ?? {})[0] ?? [];
  const text = textOf([object.content, translated, object.name, object.summary].find((words) => textOf(words)));
  return {
    ...(text !== undefined && { text: text.replace(/<[^>]*>/g, ' ') }),
    ...(language !== undefined && { language }),
  };
}
