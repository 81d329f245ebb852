import { describe, expect, it } from "vitest";
import type { StoredAccount } from "../accounts/account.js";
import { reconcileTiming } from "./reconcile-timing.js";

const account = (sandbox: boolean): StoredAccount => ({
  id: "one",
  provider: "sinch",
  label: "acme",
  sandbox,
});
const short = { LEASELINE_SETTLE_MS: "500" };

describe("the timing of what is not known", () => {
  it("is the core's own unless the environment names another", () => {
    expect(reconcileTiming({}, [account(true)])).toBeUndefined();
    expect(reconcileTiming({ LEASELINE_SETTLE_MS: "soon" }, [account(true)])).toBeUndefined();
    expect(reconcileTiming({ LEASELINE_SETTLE_MS: "-1" }, [account(true)])).toBeUndefined();
  });

  it("is short on the sandbox alone, and never where an account is real", () => {
    expect(reconcileTiming(short, [account(true)])?.onItsWayMs).toBe(500);
    expect(reconcileTiming(short, [account(true), account(false)])).toBeUndefined();
  });
});
