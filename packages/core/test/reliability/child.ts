import { type ChildProcess, fork } from "node:child_process";

/** A process of its own that takes one message at a time and answers it with another. */
export interface Child {
  /** @returns what it answers, or null when it was killed before it did. */
  ask(message: object): Promise<unknown>;
  /** Ends it at once, with SIGKILL, as the system would. */
  kill(): void;
  readonly gone: Promise<void>;
}

/** Starts a program, and waits until it says that it is ready. */
export async function startChild(program: string): Promise<Child> {
  const child = fork(program, { execArgv: [], env: {} });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await answerOf(child);
  return {
    ask: async (message) => {
      const answer = answerOf(child);
      // A message to a process that has just been killed has nobody to read it.
      child.send(message, () => {});
      return answer;
    },
    kill: () => void child.kill("SIGKILL"),
    gone,
  };
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answered = (answer: unknown) => {
      child.off("exit", ended);
      resolve(answer);
    };
    const ended = (code: number | null, signal: string | null) => {
      child.off("message", answered);
      // What a process of Windows leaves that has ended itself at once.
      const wasKilled = signal === "SIGKILL" || (process.platform === "win32" && code === 1);
      if (wasKilled) resolve(null);
      else reject(new Error(`the program ended by itself: ${code ?? signal}`));
    };
    child.once("message", answered);
    child.once("exit", ended);
    if (child.exitCode !== null || child.signalCode !== null)
      ended(child.exitCode, child.signalCode);
  });
}
