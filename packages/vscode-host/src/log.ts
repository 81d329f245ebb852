/** Says one line of progress to the person who waits. */
export type Log = (line: string) => void;

/** Standard error, so that a program's own output stays clean. */
export const logToStderr: Log = (line) => {
  process.stderr.write(`${line}\n`);
};
