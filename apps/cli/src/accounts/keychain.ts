import { fork } from "node:child_process";
import { join } from "node:path";
import { LeaseError } from "@leaseline/core";
import { CommandError } from "../command-error.js";
import type { Context } from "../command.js";
import { keyVariables } from "./account-keys.js";

/** Where keys are kept: by the operating system, for this user alone. */
export interface Keychain {
  /** @throws {CommandError} `keychain-unavailable`; {LeaseError} `cancelled`; as the others do. */
  read(name: string): Promise<string | null>;
  keep(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** A program has nobody who could unlock it. A person sees the system's own question, and has to type. */
const patienceMs = { program: 10_000, person: 60_000 };
/** Before a person is told what is being waited for. */
const silenceMs = 1000;

/**
 * The keychain of macOS, the credential manager of Windows, the secret service of a Linux desktop.
 * @param instead - the variables of the environment that may have what it keeps.
 */
export function systemKeychain(
  context: Pick<Context, "signal" | "terminal">,
  instead = keyVariables(),
): Keychain {
  const ask = async (request: KeychainRequest) => {
    const reply = await replyTo(request, context);
    if (reply?.done) return reply.secret;
    throw new CommandError({
      kind: "keychain-unavailable",
      reason: `${reply ? "This machine's keychain cannot be used" : "This machine's keychain does not answer"}, and secrets are kept nowhere else. Unlock it, or use the environment: ${instead}.`,
    });
  };
  return {
    read: (name) => ask({ action: "read", name }),
    keep: async (name, secret) => void (await ask({ action: "keep", name, secret })),
    remove: async (name) => void (await ask({ action: "remove", name })),
  };
}

/** Null when it has not answered for too long. @throws {LeaseError} `cancelled`. */
async function replyTo(
  request: KeychainRequest,
  { signal, terminal }: Pick<Context, "signal" | "terminal">,
): Promise<KeychainReply | null> {
  if (signal.aborted) throw new LeaseError({ kind: "cancelled" });
  const child = fork(join(import.meta.dirname, "keychain-process.cjs"), {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const { interactive } = terminal;
  const hint = setTimeout(() => {
    if (interactive) terminal.progress("Waiting for this machine's keychain …");
  }, silenceMs);
  const patience = AbortSignal.timeout(interactive ? patienceMs.person : patienceMs.program);
  const ended = AbortSignal.any([signal, patience]);
  try {
    return await new Promise<KeychainReply | null>((resolve, reject) => {
      ended.addEventListener("abort", () => {
        if (signal.aborted) reject(new LeaseError({ kind: "cancelled" }));
        else resolve(null);
      });
      // What it says is known: it is keychain-process.ts.
      child.once("message", (reply: KeychainReply) => resolve(reply));
      // It could not be started, or the library could not be loaded.
      child.once("error", () => resolve({ done: false }));
      child.once("exit", () => resolve({ done: false }));
      child.send(request, () => {});
    });
  } finally {
    clearTimeout(hint);
    child.kill("SIGKILL");
  }
}

/** What the process that speaks with the keychain is asked, once. */
export type KeychainRequest =
  | { readonly action: "read" | "remove"; readonly name: string; readonly secret?: undefined }
  | { readonly action: "keep"; readonly name: string; readonly secret: string };

/** What it answers: `secret` is null for a name that the keychain does not have, and where none was asked for. */
export type KeychainReply =
  | { readonly done: true; readonly secret: string | null }
  | { readonly done: false };
