import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.sinch;

describe("the next charge", () => {
  test("moves on as the clock passes it, and a number that nobody releases stays", async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2026, 0, 31) });
    const send = atSinch(sandbox);
    await send("POST", `/availableNumbers/${special.plain}:rent`, {});
    sandbox.control.clock.advance(60 * 86_400_000);
    const { body } = await send("GET", `/activeNumbers/${special.plain}`);
    expect(body).toMatchObject({ nextChargeDate: "2026-04-30T00:00:00.000000Z", expireAt: null });
  });

  test("is a month away where the interval is not said", async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2026, 4, 10) });
    const { body } = await atSinch(sandbox)(
      "POST",
      `/availableNumbers/${special.intervalNotSaid}:rent`,
      {},
    );
    expect(body).toMatchObject({
      paymentIntervalMonths: 0,
      nextChargeDate: "2026-06-10T00:00:00.000000Z",
    });
  });
});
