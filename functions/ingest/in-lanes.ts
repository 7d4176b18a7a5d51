/** Runs an action for each item, eight (or `lanes`) at a time. */
export async function inLanes<Item>(items: Item[], action: (item: Item) => Promise<void>, lanes = 8): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
