import { expect, it } from "vitest";
import { requirePathId } from "./path-id.js";

it("is one step of a path, whatever is in it", () => {
  expect(requirePathId("01ab-CD_9", "orderId")).toBe("01ab-CD_9");
  expect(requirePathId("a/b?c#d:e+f", "orderId")).toBe("a%2Fb%3Fc%23d%3Ae%2Bf");
  expect(requirePathId("...", "orderId")).toBe("...");
});

it.each(["", ".", "..", " ", "a b", "a\n", "x".repeat(201), undefined, null, 5])(
  "refuses %j, which would reach another operation",
  (given) => {
    expect(() => requirePathId(given, "orderId")).toThrow("The orderId is no id.");
  },
);
