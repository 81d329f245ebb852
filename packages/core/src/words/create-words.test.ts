import { describe, expect, it } from "vitest";
import { formatMoney, toMoney } from "../domain/money.js";
import { toPrice } from "../domain/price.js";
import { untranslated } from "../domain/translate.js";
import { describeProvisioningError } from "../providers/sinch/provisioning-errors.js";
import { createWords } from "./create-words.js";

const price = toPrice({ currency: "USD", setup: "1.99", recurring: "2.99", intervalMonths: 1 });
const failed = {
  provisioning: [
    { feature: "voice", state: "ready", errorCodes: [], errors: [] },
    {
      feature: "sms",
      state: "failed",
      errorCodes: ["INSUFFICIENT_BALANCE"],
      errors: [describeProvisioningError("INSUFFICIENT_BALANCE")],
    },
  ],
} as const;

describe("the words of all front ends", () => {
  const words = createWords();

  it("name what is known, and leave what is not as the provider names it", () => {
    expect(words.features(["sms", "imessage", "x-fax"])).toBe("SMS iMessage fax");
    expect(words.type("toll-free")).toBe("toll-free");
    expect(words.type(null)).toBe("");
    expect(words.state("pending")).toBe("being set up");
    expect(words.state("x-parked")).toBe("parked");
  });

  it("say where a number is", () => {
    expect(words.place({ country: "US", place: "Miami, FL" })).toBe("US Miami, FL");
    expect(words.place({ country: "US", place: null, type: "x-paging" })).toBe("US paging");
    expect(words.place({ country: null, place: null })).toBe("");
  });

  it("say what it costs, and what is paid once", () => {
    expect(words.price(price, "en-US")).toBe("$2.99/mo + $1.99 once");
    const free = price && { ...price, setup: toMoney("0", "USD") };
    expect(words.price(free, "en-US")).toBe("$2.99/mo");
    expect(words.price(null)).toBe("—");
  });

  it("say what is required, and that it is not known", () => {
    expect(words.requirements("unknown")).toBe("the provider did not say");
    expect(words.requirements([])).toBe("");
    expect(words.requirements([{ kind: "plan", description: "A plan." }])).toBe("A plan.");
  });

  it("say why a feature failed, and what to do", () => {
    expect(words.provisioning(failed)).toEqual([
      {
        feature: "sms",
        failed: "SMS failed",
        code: "INSUFFICIENT_BALANCE",
        happened: "The account's balance is too low to connect the number.",
        next: expect.stringMatching(/^Add funds/),
      },
    ]);
  });
});

it("is all given to the translator, with its values apart", () => {
  const words = createWords((text, ...values) => `<${[text, ...values].join("|")}>`);
  const [reason] = words.provisioning(failed);
  const recurring = `<{0}/mo|${formatMoney({ amount: "2.99", currency: "USD" } as never, "en-US")}>`;
  expect([
    words.state("pending"),
    words.type("local"),
    words.recurring(price, "en-US"),
    words.price(price, "en-US"),
    words.requirements("unknown"),
    reason?.failed,
    reason?.happened,
  ]).toEqual([
    "<being set up>",
    "<local>",
    recurring,
    `<{0} + {1} once|${recurring}|$1.99>`,
    "<the provider did not say>",
    "<{0} failed|<SMS>>",
    "<The account's balance is too low to connect the number.>",
  ]);
});

describe("untranslated text", () => {
  it("has its values where they belong", () => {
    expect(untranslated("{1} of {0}, {1}", 2, "one")).toBe("one of 2, one");
    expect(untranslated("{0} and {1}", "a")).toBe("a and {1}");
  });
});
