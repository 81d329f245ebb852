import type { Heights } from "./heights.js";

/** How much is drawn beyond what is in sight, so that the keyboard finds the next row there, in rows. */
const beyond = 12;

/** From the top of the first row, in CSS pixels. */
interface Sight {
  readonly top: number;
  readonly bottom: number;
}

/** What of the body can be seen: within the window, and within what it scrolls in. */
export function inSight(scrolled: Element, head: Element, body: Element): Sight {
  const outer = scrolled.getBoundingClientRect();
  const { top } = body.getBoundingClientRect();
  const isScrolling = scrolled.scrollHeight > scrolled.clientHeight;
  const from = Math.max(0, isScrolling ? outer.top + head.clientHeight : 0);
  const to = Math.min(window.innerHeight, isScrolling ? outer.bottom : window.innerHeight);
  return { top: from - top, bottom: Math.max(from, to) - top };
}

/** The rows that are drawn: from the first to the one before the last. */
export function rangeOf(
  { top, bottom }: Sight,
  heights: Heights,
  total: number,
): { readonly first: number; readonly last: number } {
  if (total === 0) return { first: 0, last: 0 };
  const first = heights.at(Math.max(0, top), total);
  const last = heights.at(Math.max(0, bottom), total);
  return { first: Math.max(0, first - beyond), last: Math.min(total, last + 1 + beyond) };
}
