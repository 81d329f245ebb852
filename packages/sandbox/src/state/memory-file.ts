import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type Memory, createMemory } from "./memory.js";

/** What the file holds; nothing when there is none, or it is not one of ours: a sandbox is play. */
export function readMemory(file: string | undefined): Memory {
  if (file === undefined) return createMemory();
  try {
    return createMemory(readFileSync(file, "utf8"));
  } catch {
    return createMemory();
  }
}

type Answer<Rest extends unknown[]> = (
  request: Request,
  ...rest: Rest
) => Response | Promise<Response>;

/** Answers, and writes down what is remembered before anybody hears of a change. */
export function keepingIn<Rest extends unknown[]>(
  file: string,
  memory: Memory,
  answer: Answer<Rest>,
): Answer<Rest> {
  return async (request, ...rest) => {
    try {
      return await answer(request, ...rest);
    } finally {
      if (request.method !== "GET") write(file, memory);
    }
  };
}

function write(file: string, memory: Memory): void {
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeFileSync(next, memory.toText(), { mode: 0o600 });
  renameSync(next, file);
}
