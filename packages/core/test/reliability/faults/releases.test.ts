import type { Fault as SandboxFault } from "@leaseline/sandbox";
import { expect } from "vitest";
import { cases, everywhere, fault, ofAll } from "./observe.js";
import { type Seen, type Stage, stage } from "./stage.js";

fault("68 release that answers 404: unknown, then released", () =>
  released({
    contiguity: {
      status: 404,
      body: { object: "error", data: { error: "You do not lease this number.", status: 404 } },
    },
    sinch: { status: 404, body: { error: { code: 404, message: "Gone.", status: "NOT_FOUND" } } },
    after: true,
    check: ({ operation }) => expect(operation?.lease?.state).toMatch(/^releas(ed|ing)$/),
  }),
);

fault("69 release that is refused: still leased", () =>
  released({
    contiguity: {
      status: 400,
      body: { object: "error", data: { error: "Held for 30 days at least.", status: 400 } },
    },
    sinch: {
      status: 400,
      body: { error: { code: 400, message: "Held for 30 days at least.", status: "X" } },
    },
    after: false,
    check: async ({ thrown }, { ledger, number }) => {
      expect(thrown).toMatchObject({ kind: "rejected", reason: "Held for 30 days at least." });
      expect(await ledger.lists()).toMatchObject([{ leases: [{ lease: { number } }] }]);
    },
  }),
);

fault("70 release with a server error: unknown", () => {
  const observe = (after: boolean) => () =>
    ofAll([500, 502, 503], (status) =>
      released({ contiguity: { status, body: "" }, sinch: { status, body: "" }, after }),
    );
  return cases(["acted", observe(true)], ["not", observe(false)]);
});

interface Releasing {
  readonly contiguity: Answer;
  readonly sinch: Answer;
  /** Whether the provider has carried it out before it answers so. */
  readonly after: boolean;
  readonly check?: (seen: Seen, on: Stage) => unknown;
}

type Answer = Extract<SandboxFault, { status: number }>;

function released({ after: acted, check, ...answers }: Releasing): Promise<string> {
  return everywhere(async (options) => {
    const on = await stage(options);
    const lease = await on.held();
    const operation = options.at === "sinch" ? "sinch.release" : "contiguity.terminate";
    on.sandbox.control.fault(operation, { ...answers[options.at], after: acted });
    const seen = await on.release(lease);
    await check?.(seen, on);
    const { received, committed } = on.sandbox.control.writes()[operation];
    expect({ received, committed }).toEqual({ received: 1, committed: acted ? 1 : 0 });
    return seen.observed;
  });
}
