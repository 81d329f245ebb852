import { specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import { toMoney } from "../../../src/domain/money.js";
import { formatRecurring } from "../../../src/domain/price.js";
import { changing } from "./between.js";
import { cases, everywhere, fault, ofAll, overEach } from "./observe.js";
import { type Stage, type StageOptions, stage, writes } from "./stage.js";
import { e164 } from "../../support/e164.js";

fault("52 price that is negative, NaN or 1e400: not leasable", () =>
  ofAll(
    [
      ...["-1", '"-1.00"', '"NaN"', "1e400", '"1e400"', '{"amount":1}'].map(ofAmounts),
      ...['"2.00 USD"', "2", "[2]", "true"].map(ofPrices),
    ],
    (change) =>
      everywhere(async (options) => {
        const on = await priced(options, change);
        // Not even by whoever would take a number without knowing its price.
        const { observed, thrown } = await on.lease({ unknownPrice: true });
        expect(thrown).toMatchObject({
          kind: "no-answer",
          reason: "unexpected-form",
          detail: "price",
        });
        expect(writes(on)).toBe(0);
        return observed;
      }),
  ),
);

function ofAmounts(amount: string) {
  return (text: string) =>
    text
      .replace(/"monthly_rate":[^,}]+/, `"monthly_rate":${amount}`)
      .replace(/("monthlyPrice":\{[^}]*"amount":)[^,}]+/, `$1${amount}`);
}

function ofPrices(price: string) {
  return (text: string) =>
    text
      .replace(/"pricing":\{[^}]*\}/, `"pricing":${price}`)
      .replace(/"monthlyPrice":\{[^}]*\}/, `"monthlyPrice":${price}`);
}

fault("53 price in another currency than the limit's: refused, never converted", () =>
  everywhere(async (options) => {
    const limit = toMoney("1000.00", "EUR");
    if (!limit) throw new Error("that is no money");
    return ofAll(["monthly", "per-lease"] as const, async (kind) => {
      const on = await stage({ ...options, caps: [{ kind, limit }] });
      const { observed, thrown } = await on.lease();
      expect(thrown).toMatchObject({ kind: "over-cap", cap: kind, limit: null });
      expect(writes(on)).toBe(0);
      return observed;
    });
  }),
);

fault("54 no price: leased only by consent", () => {
  const unpriced = (options: StageOptions) =>
    priced(options, (text) =>
      text
        .replace(/"pricing":\{[^}]*\}/, '"pricing":null')
        .replaceAll(/"(setup|monthly)Price":\{[^}]*\}/g, '"$1Price":null'),
    );
  return cases(
    [
      "without",
      () =>
        everywhere(async (options) => {
          const on = await unpriced(options);
          const { observed, thrown } = await on.lease();
          expect(thrown).toEqual({ kind: "price-unknown" });
          expect(writes(on)).toBe(0);
          return observed;
        }),
    ],
    [
      "with",
      () =>
        everywhere(
          async (options) =>
            (await (await unpriced(options)).lease({ unknownPrice: true })).observed,
        ),
    ],
  );
});

fault("55 price that rose: asked again, and told when it rose afterwards", () =>
  cases(
    [
      "before",
      () =>
        everywhere(async (options) => {
          const on = await stage(options);
          const { observed, thrown } = await on.seen(async () => {
            const quoted = await on.client.quote("a", on.number);
            on.sandbox.control.setPrice(on.number, { recurring: "999.00" });
            return on.client.lease(quoted);
          });
          expect(thrown).toMatchObject({ kind: "price-changed" });
          expect(writes(on)).toBe(0);
          return observed;
        }),
    ],
    [
      "after",
      () =>
        everywhere(async (options) => {
          const dearer = (text: string) =>
            text
              .replace(/"monthly_rate":[^,}]+/, '"monthly_rate":999')
              .replace(/("money":\{[^}]*"amount":)[^,}]+/, '$1"999.00"');
          const on = await changing(options, ({ isWrite }) => isWrite, dearer);
          const { observed, settled } = await on.lease();
          expect(settled).toMatchObject({ kind: "committed", costsMore: true });
          expect(settled?.kind === "committed" && settled.lease.price?.recurring?.amount).toBe(
            "999.00",
          );
          return observed;
        }),
    ],
  ),
);

fault("56 interval of 0: not said", () =>
  overEach(async (transport) => {
    const on = await stage({ transport, at: "sinch" });
    const { observed, operation } = await on.seen(async () =>
      on.client.lease(await on.client.quote("a", e164(specialNumbers.sinch.intervalNotSaid))),
    );
    expect(operation?.lease?.price?.intervalMonths).toBeNull();
    expect(formatRecurring(operation?.lease?.price ?? null)).toMatch(/, interval not said$/);
    return observed;
  }),
);

/** The prices of the offers changed. */
function priced(options: StageOptions, change: (text: string) => string): Promise<Stage> {
  return changing(options, ({ isWrite }) => !isWrite, change);
}
