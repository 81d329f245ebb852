import * as fc from "fast-check";
import { expect, it } from "vitest";
import { sha256Hex as anywhere } from "../providers/sha256-hex.js";
import { sha256Hex } from "./sha256-hex.js";

it("gives the same on Node as elsewhere, so that an account is the same account", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(sha256Hex(text)).toBe(anywhere(text));
    }),
  );
});
