import { isOpen } from "../../../src/ledger/operation.js";
import type { Outcome } from "./story.js";

/** Everything that must not be so, whenever a process was killed; nothing when all is well. */
export function complaintsAbout(outcome: Outcome): readonly string[] {
  const { report, owned, numbers } = outcome;
  const complaints = numbers.flatMap((number) =>
    complaintsAboutNumber(number, outcome).map((complaint) => `${number}: ${complaint}`),
  );
  if (owned.some((number) => !numbers.includes(number)))
    complaints.push("a number is held that nobody asked for");
  if (report.elsewhere > 0)
    complaints.push("a number that was leased here is taken for leased elsewhere");
  if (report.failed > 0) complaints.push("the sweep could not read the account");
  return complaints;
}

function complaintsAboutNumber(number: string, outcome: Outcome): readonly string[] {
  const { report, received, charged, owned } = outcome;
  const times = (all: readonly string[]) => all.filter((one) => one === number).length;
  const operations = report.operations.filter((one) => one.number === number).toReversed();
  const complaints: string[] = [];
  const complain = (so: boolean, complaint: string) => {
    if (so) complaints.push(complaint);
  };

  for (const kind of ["lease", "release"] as const) {
    const sent = operations.filter((one) => one.kind === kind && one.events.includes("sent"));
    complain(times(received[kind]) > sent.length, `a ${kind} was sent that was not written down`);
    complain(
      sent.slice(0, -1).some(({ state }) => !["absent", "rejected", "not-sent"].includes(state)),
      `a ${kind} was sent again before it was settled that the one before had no effect`,
    );
  }
  complain(times(charged) > 1, "it was paid for twice");
  complain(
    times(charged) > 0 &&
      !operations.some((one) => one.kind === "lease" && one.state === "committed"),
    "it was paid for, and no operation says that it was leased",
  );
  complain(
    owned.includes(number) && !report.known.includes(number),
    "it is lost: it is held, and the ledger does not know it",
  );
  complain(
    report.known.includes(number) && !owned.includes(number),
    "the ledger knows it, and it is not held",
  );
  complain(operations.some(isOpen), "an operation is still open");
  for (const { kind, told } of report.told.filter((one) => one.number === number)) {
    const isDone = times(received[kind]) > 0;
    const isClear = told === "committed" || told === "accepted" || told === "unknown";
    complain(times(received[kind]) > 1, `two requests for a ${kind} that was given again`);
    complain(isDone && !isClear, `the same ${kind} again is told ${told}`);
    complain(!isDone && told === "committed", `a ${kind} is told as done that was not sent`);
  }
  return complaints;
}
