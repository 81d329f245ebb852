// A program of its own: a call to a keychain that does not answer cannot be ended, and no process ends while
// one of its threads waits in such a call. This one is killed.
import { AsyncEntry } from "@napi-rs/keyring";
import type { KeychainReply, KeychainRequest } from "./accounts/keychain.js";

const service = "leaseline";

async function reply({ action, name, secret }: KeychainRequest): Promise<KeychainReply> {
  try {
    // The kernel's keyring, which it would fall back to, forgets everything when the machine is switched off.
    const entry = new AsyncEntry(service, name, { linux: { store: "secret-service" } });
    switch (action) {
      case "read":
        return { done: true, secret: (await entry.getPassword()) ?? null };
      case "keep":
        await entry.setPassword(secret);
        return { done: true, secret: null };
      case "remove":
        await entry.deleteCredential();
        return { done: true, secret: null };
    }
  } catch {
    // The library's own words are left out: nobody promises that they hold no secret.
    return { done: false };
  }
}

// Whoever asked has gone.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
// What was sent is known: the other end is keychain.ts.
process.once("message", (request: KeychainRequest) => {
  void reply(request).then((said) => process.send?.(said));
});
