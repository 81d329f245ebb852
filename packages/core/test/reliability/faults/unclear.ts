import { specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import { cases, everywhere, ofAll } from "./observe.js";
import { type Stage, stage } from "./stage.js";
import { e164 } from "../../support/e164.js";

/** Where the sandbox is asked for a lease of the number. */
export function leaseAt({ number }: Stage) {
  return number === e164(specialNumbers.sinch.plain) ? "sinch.rent" : "contiguity.lease";
}

/** Statuses after which it is not known whether the provider acted: once it has, and once it has not. */
export function unclear(reason: string, ...statuses: readonly number[]): Promise<string> {
  const observe = (after: boolean) => () =>
    everywhere((options) =>
      ofAll(statuses, (status) =>
        ofAll(bodies(status), async (body) => {
          const on = await stage(options);
          on.sandbox.control.fault(leaseAt(on), { status, body, after });
          const seen = await on.lease();
          expect(seen.failure).toMatchObject({ kind: "outcome-unknown", reason, status });
          expect(on.sandbox.control.writes()[leaseAt(on)].received).toBe(1);
          return seen.observed;
        }),
      ),
    );
  return cases(["acted", observe(true)], ["not", observe(false)]);
}

/** Nothing, and what would be a refusal of either provider's with another status. */
function bodies(status: number): readonly unknown[] {
  return ["", { data: { error: "No.", status } }, { error: { code: status, status: "X" } }];
}
