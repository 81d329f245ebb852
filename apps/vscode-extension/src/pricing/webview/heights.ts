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
