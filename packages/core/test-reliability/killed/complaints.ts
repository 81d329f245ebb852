import { isOpen } from "../../src/ledger/operation.js";
import type { Outcome } from "./lane.js";

/** Everything that must not be so, whenever a process was killed; nothing when all is well. */
export function complaintsAbout(outcome: Outcome): readonly string[] {
  const { report, requests, charges, owned } = outcome;
  const of = (kind: "lease" | "release") =>
    report.operations.toReversed().filter((one) => one.kind === kind);
  const complaints: string[] = [];
  const complain = (so: boolean, complaint: string) => {
    if (so) complaints.push(complaint);
  };

  for (const kind of ["lease", "release"] as const) {
    const sent = of(kind).filter(({ events }) => events.includes("sent"));
    complain(requests[kind] > sent.length, `a ${kind} was sent that was not written down`);
    complain(
      sent.slice(0, -1).some(({ state }) => !["absent", "rejected", "not-sent"].includes(state)),
      `a ${kind} was sent again before it was settled that the one before had no effect`,
    );
  }
  complain(charges > 1, "the number was paid for twice");
  complain(
    owned.some((number) => !report.known.includes(number)),
    "a number is lost: it is held, and the ledger does not know it",
  );
  complain(
    report.known.some((number) => !owned.includes(number)),
    "the ledger knows a number that is not held",
  );
  complain(
    charges > 0 && !of("lease").some(({ state }) => state === "committed"),
    "a lease was paid for that no operation says was made",
  );
  complain(report.elsewhere > 0, "a number that was leased here is taken for leased elsewhere");
  complain(report.failed > 0, "the sweep could not read the account");
  complain(report.operations.some(isOpen), "an operation is still open");
  return complaints;
}
