import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { onTestFinished } from "vitest";
import type { Quote } from "../../../src/client/quote.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { OperationRequest } from "../../../src/ledger/operation.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { crashed } from "./child.js";
import { type Stage } from "./stage.js";
import { e164 } from "../../support/e164.js";

/** The path of a ledger, in a profile in the folder, whose process was killed. */
export async function after(
  state: "claimed" | "sent",
  on: Stage,
  folder = temporaryFolder(),
): Promise<string> {
  const path = join(folder, "profile", "ledger.sqlite");
  const before = ledgerAt(path);
  await before.notices();
  await before.close();
  await crashed(path, requestOf(on), state);
  return path;
}

/** The path of a ledger that was closed while an operation was on its way, with all of it in the one file. */
export async function closedAfterSent(on: Stage): Promise<string> {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const ledger = ledgerAt(path);
  const claim = await ledger.claim(requestOf(on));
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  await ledger.record(claim.operation.id, { kind: "sent" });
  await ledger.close();
  return path;
}

export function ledgerAt(path: string): Ledger {
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** A quote as there was before somebody had leased the number: a window may still show it. */
export async function quoteFor({ client, number }: Stage): Promise<Quote> {
  return { ...(await client.quote("a", e164(specialNumbers.contiguity.bareData))), number };
}

/** The request of a stage's account. */
function requestOf({ client: { accounts } }: Stage): OperationRequest {
  const [account] = accounts;
  if (!account) throw new Error("a stage has an account");
  const { identity } = account;
  const number = e164(specialNumbers.contiguity.plain);
  return { kind: "lease", identity, account: "a", number, price: null, lease: null, key: null };
}
