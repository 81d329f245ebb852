/**
 * Does it with the first call, for all who call. What has failed is not kept: whoever comes next tries again, and has
 * no window to reload for a disk that was full, or a file that was not there while the extension was being updated.
 */
export function doneOnce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let doing: Promise<Result> | null = null;
  return () =>
    (doing ??= work().catch((error: unknown) => {
      doing = null;
      throw error;
    }));
}
