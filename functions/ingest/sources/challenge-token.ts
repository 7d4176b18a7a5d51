const longest = 512;

/**
 * The challenge in a GET that is answered with its signature; undefined when it is none. Anybody may ask, and what is
 * answered for a challenge that is a body would be a valid signature of that body: tokens are a few plain characters, and
 * no JSON can be written with them.
 */
export function challengeToken({ searchParams }: Pick<URL, 'searchParams'>, name: string): string | undefined {
  const token = searchParams.get(name) ?? '';
  return token.length <= longest && /^[^\s"{}[\]]+$/.test(token) ? token : undefined;
}
