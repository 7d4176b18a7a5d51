import { type Authored, authorOf, isOutside } from './people.ts';

/**
 * What a remark in a thread is: what the team says to somebody outside is a reply, all else a comment. That of a bot too:
 * most belong to tools that anybody can install, and do not speak for the company.
 */
export function remarkActivity(
  remark: Authored,
  opening: Authored,
  place: Parameters<typeof authorOf>[1],
): 'reply' | 'comment' {
  const { kind } = authorOf(remark, place);
  return (kind === 'employee' || kind === 'brand') && isOutside(opening, place) ? 'reply' : 'comment';
}
