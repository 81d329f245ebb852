/** The letter of a line, by which it is known without its colour: `A`, `B`, … */
export function markOf(index: number): string {
  return String.fromCodePoint("A".charCodeAt(0) + index);
}
