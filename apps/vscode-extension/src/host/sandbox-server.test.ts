import { describe, expect, it } from "vitest";
import { sandboxTiming } from "./sandbox-server.js";

describe("the timing of what is not known at the sandbox", () => {
  it("is the core's own, unless the environment names another", () => {
    expect(sandboxTiming({})).toBeUndefined();
    for (const text of ["", "0", "-5", "soon"])
      expect(sandboxTiming({ LEASELINE_SETTLE_MS: text })).toBeUndefined();
  });

  it("is as short as the environment says", () => {
    expect(sandboxTiming({ LEASELINE_SETTLE_MS: "500" })?.onItsWayMs).toBe(500);
  });
});
