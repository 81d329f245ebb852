import { type AccountIdentity, memoryLedger } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import {
  e164,
  exampleGroupTools,
  exampleLease,
  exampleOperation,
} from "../../test/support/examples.js";
import { createAccountGroup } from "../accounts/account-group.js";
import { selectedLease, selectedOperation } from "../commands/selected.js";
import { createLeaseList } from "./lease-list.js";
import { rowText } from "./row-text.js";
import { rowContext } from "./row-context.js";
import { rowTooltip } from "./row-tooltip.js";
import { treeOf } from "./tree.js";

const identity = "contiguity|https://api.contiguity.com|theirs" as AccountIdentity;
const theirs = { identity, account: "theirs" };
const [first, second] = [e164("+13055550100"), e164("+13055550101")];

/** A window without an account, on a ledger that others have as well or not. */
async function window(isShared: boolean) {
  const ledger = memoryLedger();
  const leases = [first, second].map((number) => exampleLease({ number, account: "theirs" }));
  await ledger.keepList(theirs, leases, await ledger.position());
  await ledger.claim({ ...exampleOperation({ account: "theirs", number: second }), identity });
  const group = createAccountGroup({
    ledger,
    isShared,
    accounts: () => [],
    open: () => Promise.reject(new Error("there is none")),
    ...exampleGroupTools,
  });
  const list = createLeaseList({ list: () => [], groups: () => (isShared ? [group] : []) });
  await list.load();
  return list.now;
}

describe("on a machine without the keys of an account, in a ledger that it shares,", () => {
  it("its numbers and what is open are there, and nothing that gives them up", async () => {
    const now = await window(true);
    expect(now.state).toBe("ready");
    const rows = treeOf(now);
    expect(rows.map(rowContext).toSorted()).toEqual(["number-elsewhere", "operation-elsewhere"]);
    for (const row of rows) {
      expect(rowText(row, "en").description).toContain("of an account that is not connected here");
      // A side bar cuts the row off before it says so.
      expect(rowTooltip(row, "en").at(-1)).toContain(
        "of an account at Contiguity that is not connected here",
      );
    }
    const [number] = rows.filter(({ kind }) => kind === "elsewhere");
    // Also where a command is given the row: another account here may be called the same.
    expect(selectedLease(number)).toBeNull();
    expect(selectedOperation(number)).toBeNull();
    // It is not what this machine pays for.
    expect(now.leases).toEqual([]);
  });

  it("nothing of it is shown where the ledger is this machine's own", async () => {
    const now = await window(false);
    expect(now.state).toBe("no-account");
    expect(treeOf(now)).toEqual([]);
  });
});
