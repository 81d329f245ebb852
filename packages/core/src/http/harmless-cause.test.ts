import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { harmlessCause } from "./harmless-cause.js";

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
