import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowness } from "../../test/support/slowness.js";
import { scanDocument } from "./scanned-document.js";

const line = fc.constantFrom(
  "",
  "const x = 1;",
  'from: "+13055550100",',
  'to: "+13055550199", from: "+442071234567"',
);

describe("a document that changes", () => {
  it("has the same numbers as one that is read anew, whatever was changed", () => {
    const changes = fc.array(
      fc.record({ at: fc.nat(30), removed: fc.nat(5), lines: fc.array(line, { maxLength: 5 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), changes, (first, all) => {
        const text = [...first];
        const scanned = scanDocument(text, "code");
        for (const { at, removed, lines } of all) {
          const start = Math.min(at, text.length);
          const gone = Math.min(removed, text.length - start);
          text.splice(start, gone, ...lines);
          scanned.change({ first: start, removed: gone, lines });
          expect(scanned.places()).toEqual(scanDocument(text, "code").places());
          expect(scanned.lineCount).toBe(text.length);
        }
      }),
    );
  });

  it("takes more lines at once than a call has arguments", () => {
    const scanned = scanDocument(["", 'from: "+13055550100"'], "code");
    scanned.change({ first: 0, removed: 1, lines: Array.from({ length: 200_000 }, () => "x") });
    expect(scanned.places().map((place) => place.line)).toEqual([200_000]);
  });
});

describe("a change in a file of 10,000 lines", () => {
  const text = Array.from({ length: 10_000 }, (_, index) =>
    index % 10 === 0 ? `  from: "+1305555${String(index).padStart(4, "0")}",` : "  call(a, b + 1);",
  );

  it("takes at most 5 ms of the processor, and a small part of what reading it takes", async () => {
    const scanned = scanDocument(text, "code");
    scanned.places();
    const reading = fastest(20, () => scanDocument(text, "code").places());
    const changing = fastest(200, (turn) => {
      const at = (turn * 37) % text.length;
      scanned.change({ first: at, removed: 1, lines: [`  from: "+1305556${turn + 1000}",`] });
      scanned.places();
    });
    expect(changing).toBeLessThan(5000 * (await slowness()));
    expect(changing).toBeLessThan(reading / 3);
  });
});

/** µs of the processor, as the quickest turn takes: what else the machine does is not counted. */
function fastest(turns: number, work: (turn: number) => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns; turn += 1) {
    const before = process.cpuUsage();
    work(turn);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return best;
}
