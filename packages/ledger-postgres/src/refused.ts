import { LeaseError, reasonWith } from "@leaseline/core";

interface Refusal {
  /** What stands in the text. */
  readonly values?: readonly string[];
  readonly cause?: unknown;
}

/** What a person has to mend before anything can be written down. */
export function refused(text: string, { values = [], cause }: Refusal = {}): LeaseError {
  const failure = { kind: "bad-input", field: "ledger", ...reasonWith(text, ...values) } as const;
  return new LeaseError(failure, { cause });
}
