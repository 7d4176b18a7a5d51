/** A parser with a fault behind five letters that ascend: who is not led from one to the next does not pass them all. */
export function walk(text: string): number {
  let room = 0;
  let last = '@';
  for (const letter of text) {
    if (letter <= last || letter > 'Z') return room;
    last = letter;
    room += 1;
    if (room === 1) continue;
    if (room === 2) continue;
    if (room === 3) continue;
    if (room === 4) continue;
    throw new Error('the last room');
  }
  return room;
}
