/** How high rows are: as measured where they have been drawn, and as those were on average where they have not. */
export interface Heights {
  measured(index: number, height: number): void;
  /** From the top of the first row to the top of this one, in CSS pixels. */
  topOf(index: number): number;
  /** The row at this distance from the top. */
  at(distance: number, total: number): number;
  forget(): void;
}

const guess = 30;

export function createHeights(): Heights {
  const known = new Map<number, number>();
  let sum = 0;
  const usual = () => (known.size === 0 ? guess : sum / known.size);
  return {
    measured: (index, height) => {
      sum += height - (known.get(index) ?? 0);
      known.set(index, height);
    },
    topOf: (index) => {
      let [top, counted] = [0, 0];
      for (const [one, height] of known)
        if (one < index) {
          top += height;
          counted += 1;
        }
      return top + (index - counted) * usual();
    },
    at: (distance, total) => {
      const each = usual();
      let top = 0;
      for (let index = 0; index < total; index += 1) {
        top += known.get(index) ?? each;
        if (top > distance) return index;
      }
      return Math.max(0, total - 1);
    },
    forget: () => {
      known.clear();
      sum = 0;
    },
  };
}

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
