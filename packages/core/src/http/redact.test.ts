import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { conceal, maskNumber, plainText, redact, harmlessCause } from "./redact.js";

describe("redacting", () => {
  it.each([
    ["a key", "key contiguity_sk_abcDEF123 is wrong", "key contiguity_sk_••• is wrong"],
    ["a header", "Authorization: Bearer abc.def-123", "Authorization: Bearer •••"],
    ["a basic header", "Basic c2FuZGJveDpzZWNyZXQ=", "Basic •••"],
    ["a web token", "got eyJhbGci.eyJzdWIi.c2ln", "got •••"],
    ["a secret of webhooks", "whsec_abc", "whsec_•••"],
    ["a number", "+13055550100 is taken", "•••00 is taken"],
    ["a number in a path", "/numbers/%2B13055550100", "/numbers/%2B•••00"],
    ["a number in groups", "call +1 (305) 555-0100 now", "call •••00 now"],
  ])("masks %s", (_name, text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it("leaves short runs of digits, such as a status", () => {
    expect(redact("status 404, code 100234")).toBe("status 404, code 100234");
  });

  it("removes control characters and those that turn the direction of text", () => {
    expect(redact("a\u001b[31mb\u202ec\u0000d\u2066e\r\nf")).toBe("a [31mb c d e f");
  });

  it("limits the length", () => {
    expect(redact("x".repeat(1000))).toHaveLength(300);
    expect(redact("abcdef", 4)).toBe("abc…");
  });
});

describe("a masked number", () => {
  it("keeps its last two digits", () => {
    expect(maskNumber("+13055550189")).toBe("•••89");
  });
});

describe("concealing", () => {
  it("takes out every occurrence of what must not be shown", () => {
    expect(conceal("my-secret-1, my-secret-1", ["my-secret-1"])).toBe("•••, •••");
  });

  it("leaves a text whole rather than tear it apart for a secret of a few letters", () => {
    expect(conceal("a message", ["e"])).toBe("a message");
  });
});

describe("text that is shown as it is", () => {
  it("keeps what looks like a tag or a number", () => {
    expect(plainText("<b>Miami</b> 13055550100")).toBe("<b>Miami</b> 13055550100");
  });

  it("has no control and no direction characters", () => {
    expect(plainText(" \u202eMi\u0007ami\u200b ")).toBe("Mi ami");
  });

  it("has no half of a character, wherever it is cut", () => {
    expect(plainText("Miami 🌴", 7)).toBe("Miami");
    expect(plainText("Mi\ud83cami 🌴")).toBe("Mi ami 🌴");
  });
});

describe("the cause of a failure", () => {
  it("keeps name, code and message, and its own cause", () => {
    const inner = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const cause = harmlessCause(new TypeError("fetch failed", { cause: inner }));
    expect(cause).toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
    });
  });

  it("keeps every part of a failure that has several", () => {
    const cause = harmlessCause(new AggregateError([new Error("a"), new Error("b")], "both"));
    expect(cause).toMatchObject({ message: "both", errors: [{ message: "a" }, { message: "b" }] });
  });

  it("drops what else an error carries, and masks what its message says", () => {
    const error = Object.assign(new Error("no answer for +13055550100"), {
      data: "HTTP/1.1 13055550100",
      request: { authorization: "Token planted" },
    });
    const shown = inspect(harmlessCause(error), { depth: 10, showHidden: true });
    expect(shown).not.toMatch(/13055550100|planted/);
  });

  it("survives what is no error, and causes without an end", () => {
    const endless = new Error("x");
    endless.cause = endless;
    expect(harmlessCause(endless)).toBeInstanceOf(Error);
    expect(harmlessCause("13055550100").message).not.toContain("13055550100");
  });
});
