import { CommandError } from "../command-error.js";

/** Where keys are kept: by the operating system, for this user alone. */
export interface Keychain {
  /** @throws {CommandError} `keychain-unavailable`, as by the others. */
  read(name: string): Promise<string | null>;
  keep(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const service = "leaseline";

/** The keychain of macOS, the credential manager of Windows, the secret service of a Linux desktop. Loaded when it is used. */
export function systemKeychain(): Keychain {
  const entry = async (name: string) => {
    const { AsyncEntry } = await import("@napi-rs/keyring");
    // The kernel's keyring, which it would fall back to, forgets everything when the machine is switched off.
    return new AsyncEntry(service, name, { linux: { store: "secret-service" } });
  };
  return {
    read: (name) => translated(async () => (await (await entry(name)).getPassword()) ?? null),
    keep: (name, secret) => translated(async () => (await entry(name)).setPassword(secret)),
    remove: (name) => translated(async () => void (await (await entry(name)).deleteCredential())),
  };
}

async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    // The library's own words are left out: nobody promises that they hold no secret.
    throw new CommandError(
      {
        kind: "keychain-unavailable",
        reason:
          "This machine's keychain cannot be used, and keys are kept nowhere else. Unlock it, or give the keys in the environment: CONTIGUITY_API_KEY, or SINCH_PROJECT_ID, SINCH_KEY_ID and SINCH_KEY_SECRET.",
      },
      { cause },
    );
  }
}
