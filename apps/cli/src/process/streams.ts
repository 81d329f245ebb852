import { writeSync } from "node:fs";
import { asWritten } from "../output/as-written.js";

type Stream = NodeJS.WriteStream;

/** Whoever reads them may go at any moment, as “head” does. That changes nothing of what is done, nor how it ends. */
export function keepOpen(...streams: readonly Stream[]): void {
  for (const stream of streams) {
    stream.on("error", () => {});
    if (!("connect" in stream)) writeWhole(stream);
  }
}

/** Resolves when a line has been handed on, so that the process may end, to whether somebody has taken it. */
export async function write(stream: Stream, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    stream.write(`${asWritten(text)}\n`, (error) => resolve(!error));
  });
}

/** Whether there was no room for all of it in the file that it goes to. */
export const ranOut = (stream: Stream): boolean => withoutRoom.has(stream);

const withoutRoom = new Set<Stream>();

/** What is said on stderr where it was the answer that did not fit. */
export const notWhole = "The answer is not whole: there is no room left where stdout goes.";

/** Node writes to a file once: where only a part fits, it takes that for all of it. */
function writeWhole(stream: Stream & { readonly fd: number }): void {
  stream._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      for (let at = 0; at < chunk.length;) at += writeSync(stream.fd, chunk, at);
      done();
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      if ("code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code)))
        withoutRoom.add(stream);
      done(error);
    }
  };
}
