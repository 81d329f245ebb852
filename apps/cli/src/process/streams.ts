type Stream = NodeJS.WriteStream;

/** Whoever reads them may go at any moment, as “head” does. That changes nothing of what is done, nor how it ends. */
export function keepOpen(...streams: readonly Stream[]): void {
  for (const stream of streams) stream.on("error", () => {});
}

/** Resolves when a line has been handed on, so that the process may end: to whether anybody was there to take it. */
export async function write(stream: Stream, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    stream.write(`${text}\n`, (error) => resolve(!error));
  });
}
