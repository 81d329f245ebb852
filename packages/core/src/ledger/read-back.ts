/**
 * A write whose own answer was lost may have been carried out: what stands there decides. What cannot be
 * read either has failed, and is refused.
 */
export async function readBack<Result>(
  written: Promise<Result>,
  read: () => Promise<Result | null>,
  lost: () => unknown = () => {},
): Promise<Result> {
  try {
    return await written;
  } catch (error) {
    // A refusal of ours was never going to be written.
    if (error instanceof RangeError) throw error;
    const found = await read().catch(() => null);
    if (found) return found;
    lost();
    throw error;
  }
}
