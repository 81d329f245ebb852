import { asWritten } from "../output/as-written.js";

type Stream = NodeJS.WriteStream;

/** Whoever reads them may go at any moment, as “head” does. That changes nothing of what is done, nor how it ends. */
export function keepOpen(...streams: readonly Stream[]): void {
  for (const stream of streams) stream.on("error", () => {});
}

/** What became of a line: somebody took it, or nobody is there any more, or there is no room where it goes. */
export type Written = "read" | "gone" | "full";

/** Resolves when a line has been handed on, so that the process may end. */
export async function write(stream: Stream, text: string): Promise<Written> {
  return new Promise((resolve) => {
    stream.write(`${asWritten(text)}\n`, (error) => resolve(error ? unread(error) : "read"));
  });
}

/** What is said on stderr where it was the answer that did not fit. */
export const notWhole = "The answer is not whole: there is no room left where stdout goes.";

function unread(error: NodeJS.ErrnoException): Written {
  return ["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code ?? "") ? "full" : "gone";
}
