/** How many elements a page of a list may have, whatever is asked for. */
export type LongestPage = {
  /** @throws {RangeError} if it is no number of elements. */
  readonly set: (longest: number) => void;
  readonly of: (asked: number) => number;
  readonly clear: () => void;
};

export function createLongestPage(): LongestPage {
  let most = Number.POSITIVE_INFINITY;
  return {
    set(longest) {
      if (!Number.isInteger(longest) || longest < 1)
        throw new RangeError(`A page cannot have ${longest} elements.`);
      most = longest;
    },
    of: (asked) => Math.min(asked, most),
    clear: () => (most = Number.POSITIVE_INFINITY),
  };
}
