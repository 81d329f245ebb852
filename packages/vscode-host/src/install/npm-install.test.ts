import { describe, expect, it } from "vitest";
import { explainNpm } from "./npm-install.js";

describe("what npm says when it fails", () => {
  it.each(["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT"])(
    "is no network for %s",
    (code) => {
      expect(explainNpm(`npm error code ${code}\nnpm error x`).kind).toBe("no-network");
    },
  );

  it("is a full disk for ENOSPC", () => {
    expect(explainNpm("npm ERR! code ENOSPC").kind).toBe("disk-full");
  });

  it("is shown when it is anything else", () => {
    const error = explainNpm("npm error code E404\nnpm error 404 no such version");
    expect(error.kind).toBe("install-failed");
    expect(error.message).toContain("no such version");
  });
});
