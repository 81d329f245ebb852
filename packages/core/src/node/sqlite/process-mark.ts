import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { codeOf } from "./errors.js";
import { unlessUnreadable } from "./unless-unreadable.js";

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
}

export function ownProcess(): ProcessMark {
  const { pid } = process;
  return { pid, started: startOf(pid), boot: boot(), namespace: namespace() };
}

/** Whether the process with the mark lives, as far as can be told from this one. */
export function stateOf(mark: ProcessMark): "lives" | "ended" | "unknown" {
  if (mark.boot !== boot()) return mark.boot === null ? "unknown" : "ended";
  if (mark.namespace !== namespace()) return "unknown";
  if (!exists(mark.pid)) return "ended";
  const started = startOf(mark.pid);
  if (started === null || mark.started === null) return "unknown";
  return started === mark.started ? "lives" : "ended";
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
      return unlessUnreadable(() => {
        // The name, in brackets, may hold anything; the state comes after it, and the start is the 20th field.
        const text = readFileSync(`/proc/${pid}/stat`, "latin1");
        const [state = "", ...fields] = text.slice(text.lastIndexOf(")") + 2).split(" ");
        return "ZX".includes(state) ? "" : (fields[18] ?? null);
      });
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

function boot(): string | null {
  return unlessUnreadable(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
}

function namespace(): string | null {
  return unlessUnreadable(() => readlinkSync("/proc/self/ns/pid"));
}
