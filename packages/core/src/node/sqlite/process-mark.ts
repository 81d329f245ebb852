import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { isMainThread } from "node:worker_threads";
import { codeOf, unlessUnreadable } from "./errors.js";

/**
 * What tells a process from every other one, also from a later one with the same id: the system says when
 * each was started, and which start of the system that was.
 */
export interface ProcessMark {
  readonly pid: number;
  readonly started: string | null;
  readonly boot: string | null;
  /** Within which process ids count: another container has its own. */
  readonly namespace: string | null;
  /** Of one that may end before its process does. Left out for the first one, and where the system does not tell. */
  readonly thread?: ThreadMark | undefined;
}

interface ThreadMark {
  readonly id: string;
  readonly started: string;
}

export function ownProcess(): ProcessMark {
  const { pid } = process;
  const thread = isMainThread ? undefined : ownThread(pid);
  return { pid, started: startOf(pid), boot: boot(), namespace: namespace(), thread };
}

/** Whether the process with the mark lives, as far as can be told from this one. */
export function stateOf(mark: ProcessMark): "lives" | "ended" | "unknown" {
  if (mark.boot !== boot()) return mark.boot === null ? "unknown" : "ended";
  if (mark.namespace !== namespace()) return "unknown";
  if (!exists(mark.pid)) return "ended";
  const started = startOf(mark.pid);
  if (started === null || mark.started === null) return "unknown";
  if (started !== mark.started) return "ended";
  return mark.thread ? stateOfThread(mark.pid, mark.thread) : "lives";
}

function ownThread(pid: number): ThreadMark | undefined {
  const id = unlessUnreadable(() => basename(readlinkSync("/proc/thread-self")));
  const started = id && unlessUnreadable(() => startIn(statOf(pid, id)));
  return id && started ? { id, started } : undefined;
}

/** Of a process that lives. */
function stateOfThread(pid: number, { id, started }: ThreadMark): "lives" | "ended" | "unknown" {
  try {
    return startIn(statOf(pid, id)) === started ? "lives" : "ended";
  } catch (error) {
    return codeOf(error) === "ENOENT" ? "ended" : "unknown";
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/**
 * Null where the system does not say it cheaply: on Windows a lock belongs to its handle, so it is proof enough. `""` for
 * one that has ended and whose parent has not asked how, as the first process of a container may never do: it keeps its
 * id, and nothing else.
 */
function startOf(pid: number): string | null {
  switch (process.platform) {
    case "linux":
      return unlessUnreadable(() => startIn(readFileSync(`/proc/${pid}/stat`, "latin1")));
    case "darwin":
      return unlessUnreadable(() => {
        const text = execFileSync("/bin/ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
          encoding: "utf8",
          env: { LC_ALL: "C", TZ: "UTC" },
        });
        const [, state = "", started = null] = /^(\S+)\s+(.+?)\s*$/.exec(text) ?? [];
        return state.startsWith("Z") ? "" : started;
      });
    default:
      return null;
  }
}

function statOf(pid: number, thread: string): string {
  return readFileSync(`/proc/${pid}/task/${thread}/stat`, "latin1");
}

function startIn(stat: string): string | null {
  // The name, in brackets, may hold anything; the state comes after it, and the start is the 20th field.
  const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return "ZX".includes(state) ? "" : (fields[18] ?? null);
}

function boot(): string | null {
  return unlessUnreadable(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
}

function namespace(): string | null {
  return unlessUnreadable(() => readlinkSync("/proc/self/ns/pid"));
}
