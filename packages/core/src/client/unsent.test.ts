import { describe, expect, it } from "vitest";
import { clientStage, open, providers } from "../../test/support/client-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { closedPort } from "../../test/support/loopback-server.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import { memoryLedger } from "../ledger/memory-ledger.js";

const { control, contiguity, sinch, client, writes } = clientStage(await sharedSandbox());

describe.each(providers)("what is not sent or not written down at $account", (setting) => {
  const { account, numbers } = setting;
  const { plain } = numbers;

  it("has not sent what nobody received, and frees the number", async () => {
    const quoted = await client().quote(account, plain);
    const ledger = memoryLedger();
    const baseUrl = closedPort;
    const accounts = [contiguity({ baseUrl }), sinch({ baseUrl })];
    const failure = await failureOf(client({ accounts, ledger }).lease(quoted));
    expect(failure).toMatchObject({ kind: "not-sent", reason: "refused" });
    expect(await ledger.operations(open)).toEqual([]);
  });

  describe("with a ledger that fails", () => {
    /** Works until it is to write down one of `events`. */
    const failingAt = (...events: readonly string[]): Ledger => {
      const ledger = memoryLedger();
      return {
        ...ledger,
        record: async (id, event) => {
          if (events.includes(event.kind))
            throw new LeaseError({ kind: "ledger-unavailable", reason: "full" });
          return ledger.record(id, event);
        },
      };
    };

    it("sends nothing that could not be written down", async () => {
      const leases = client({ ledger: failingAt("sent") });
      const quoted = await leases.quote(account, plain);
      const failure = await failureOf(leases.lease(quoted));
      expect(failure).toEqual({ kind: "ledger-unavailable", reason: "full" });
      expect(writes()).toBe(0);
    });

    it("tells of a lease all the same, and keeps the number blocked", async () => {
      const ledger = failingAt("committed");
      const leases = client({ ledger });
      expect(await leases.lease(await leases.quote(account, plain))).toMatchObject({
        kind: "committed",
      });
      expect(await ledger.operations(open)).toMatchObject([{ number: plain, state: "sent" }]);
    });

    it("tells of a refusal all the same", async () => {
      const leases = client({ ledger: failingAt("rejected", "not-sent") });
      const quoted = await leases.quote(account, plain);
      control.leaseElsewhere(account, plain);
      expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "number-taken" });
    });
  });
});
