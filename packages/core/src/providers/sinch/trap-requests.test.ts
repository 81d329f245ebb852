import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sinchStage, usLocal } from "../../../test/support/sinch-stage.js";
import { transports } from "../../../test/support/transports.js";
import { sinchProvider } from "./provider.js";

// What is easily done wrong with this API, each with the name of the mistake. More about each is in the
// tests of its own file.

const { control, sinch, clients, numbers } = await sinchStage();
const { plain } = numbers;

describe.each(transports)("over $name", ({ transport }) => {
  const client = clients(transport, { auth: "basic" });

  const { availableNumbers, activeNumbers, numberOrders } = client();

  describe("when searching", () => {
    const found = async (pattern: string) =>
      (
        await availableNumbers.search({
          ...usLocal,
          numberPattern: { pattern, searchPattern: "START" },
        })
      ).length;

    it("a pattern is held against the whole number: 212 at the start finds nothing, +1212 does", async () => {
      expect(await found("212")).toBe(0);
      expect(await found("+1212")).toBeGreaterThan(0);
    });

    it("as many are found as are wanted, though Sinch counts those with the digits in their country code", async () => {
      const provider = sinchProvider({ ...sinch, transport, account: "s" });
      const found: string[] = [];
      const query = { country: "US", type: "local", digits: "12", limit: 3 } as const;
      for await (const { offers } of provider.search(query))
        found.push(...offers.map(({ number }) => number.slice(2)));
      expect(found).toHaveLength(3);
      for (const national of found) expect(national).toContain("12");
    });

    it("the digits are Sinch's to look for: it gives a thousand numbers at most, and another may have them", async () => {
      const provider = sinchProvider({ ...sinch, transport, account: "s" });
      for (const [position, pattern] of [
        ["start", "+1212"],
        ["contains", "212"],
        ["end", "212"],
      ] as const) {
        const before = control.requests("sinch.search").length;
        const query = { country: "US", type: "local", digits: "212", position } as const;
        for await (const _ of provider.search(query));
        const asked = control.requests("sinch.search").slice(before);
        expect(asked.length).toBeGreaterThan(0);
        for (const { query: text } of asked)
          expect(new URLSearchParams(text).get("numberPattern.pattern")).toBe(pattern);
      }
    });

    it("the digits that a person types are not taken for the country code", async () => {
      const provider = sinchProvider({ ...sinch, transport, account: "s" });
      let count = 0;
      for await (const { offers } of provider.search({
        country: "US",
        digits: "212",
        position: "start",
      }))
        count += offers.length;
      expect(count).toBeGreaterThan(0);
    });

    it("a 404 for a number means that it is not available", async () => {
      expect(await failureOf(availableNumbers.check("+12025559999"))).toEqual({
        kind: "number-taken",
      });
    });
  });

  describe("when configuring", () => {
    it("an object that is not needed is not sent", async () => {
      await availableNumbers.rent(plain, {
        smsConfiguration: { servicePlanId: "plan" },
        voiceConfiguration: undefined,
      });
      expect(control.requests("sinch.rent")[0]?.body).toBe(
        '{"smsConfiguration":{"servicePlanId":"plan"}}',
      );
    });

    it("an empty object is refused before it is sent", async () => {
      for (const configuration of ["smsConfiguration", "voiceConfiguration"])
        for (const refused of [
          () => availableNumbers.rent(plain, { [configuration]: {} }),
          () => activeNumbers.update(plain, { [configuration]: {} }),
        ])
          expect(await failureOf(refused())).toMatchObject({
            kind: "bad-input",
            field: configuration,
          });
      expect(control.requests()).toEqual([]);
    });

    it("nothing at all is legal", async () => {
      await availableNumbers.rent(plain, {});
      expect(control.requests("sinch.rent")[0]?.body).toBe("{}");
    });

    it("voice is RTC when nothing else is said, and an order has to say it", async () => {
      await availableNumbers.rent(plain, { voiceConfiguration: { appId: "app" } });
      const held = await activeNumbers.get(plain);
      expect(held.voiceConfiguration?.scheduledVoiceProvisioning).toMatchObject({ type: "RTC" });
      const order = {
        phoneNumber: numbers.swedishMobile,
        regionCode: "SE",
        numberType: "MOBILE",
        voiceConfiguration: { appId: "app" },
      } as const;
      // What a caller without types can do.
      expect(await failureOf(numberOrders.createNumberOrder(order as never))).toMatchObject({
        field: "voiceConfiguration",
      });
    });
  });
});
