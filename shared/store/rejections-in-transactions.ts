import type { ListedRejection } from './rejection-item.ts';

/** A transaction takes 100 actions and 4 MB: ten items, each of up to 390 KB, and what they are counted by. */
const mostItems = 10;
const mostGroups = 90;

/** Rejections in parts that one transaction can mark and count, each of one UTC day. */
export function rejectionsInTransactions(rejections: readonly ListedRejection[]): ListedRejection[][] {
  const parts: ListedRejection[][] = [];
  for (const ofDay of Map.groupBy(rejections, ({ place }) => place.sort.slice(0, 10)).values()) {
    const items = new Set<string>();
    const groups = new Set<string>();
    let part: ListedRejection[] = [];
    for (const rejection of ofDay) {
      const group = `${rejection.code} ${rejection.source ?? ''}`;
      const sk = rejection.place.sort;
      if (items.size + Number(!items.has(sk)) > mostItems || groups.size + Number(!groups.has(group)) > mostGroups) {
        parts.push(part);
        part = [];
        items.clear();
        groups.clear();
      }
      items.add(sk);
      groups.add(group);
      part.push(rejection);
    }
    parts.push(part);
  }
  return parts;
}
