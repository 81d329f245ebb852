import { describe, expect, it } from "vitest";
import { clientStage, providers, transport } from "../../test/support/client-stage.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import type { Transport } from "../http/transport.js";

const sandbox = await sharedSandbox();
const { control, client } = clientStage(sandbox);

/** Something on the way that sends each write twice, and passes the second answer on. */
const twice: Transport = async (request) => {
  if (request.effect === "write") await transport(request);
  return transport({ ...request, ahead: undefined });
};

describe.each(providers)(
  "a write that something on the way sends twice to $provider",
  (setting) => {
    const { provider, account, numbers, leaseRequest, releaseRequest } = setting;
    const { plain } = numbers;
    const start = () =>
      client({
        accounts: [
          contiguityProvider({ ...sandbox.contiguity, account: "c", transport: twice }),
          sinchProvider({ ...sandbox.sinch, account: "s", transport: twice }),
        ],
      });

    it("is no lease of which it is said that nothing was spent: the number is held, and is found", async () => {
      const leases = start();
      const result = await leases.lease(await leases.quote(account, plain));
      expect(result).toMatchObject({ kind: "committed", how: "seen", lease: { number: plain } });
      expect(control.writes()[leaseRequest]).toEqual({ received: 2, committed: 1 });
      expect(control.charges(provider)).toHaveLength(1);
    });

    it("is no release of which it is said that nothing was given up", async () => {
      const leases = start();
      const result = await leases.lease(await leases.quote(account, plain));
      if (result.kind !== "committed") throw new Error(`it is ${result.kind}`);
      const released = await leases.release(result.lease, { confirm: plain.slice(-4) });
      expect(["committed", "unknown"]).toContain(released.kind);
      expect(control.writes()[releaseRequest]?.received).toBe(2);
    });
  },
);
