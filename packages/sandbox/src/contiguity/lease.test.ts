import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { contiguityNumbers } from "../../test/support/bodies.js";
import { atContiguity } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.contiguity;
const leasePath = (number: string) => `/numbers/lease/${encodeURIComponent(number)}`;
const numberPath = (number: string) => `/numbers/${encodeURIComponent(number)}`;

const refusal = (status: number) => ({
  object: "error",
  data: { error: expect.any(String), status },
});

describe("POST /numbers/lease/{number}", () => {
  test("leases it month to month, charges it and takes it off the list", async () => {
    const sandbox = await openSandbox({ now: () => 1_790_000_000_123 });
    const send = atContiguity(sandbox);
    const { status, body } = await send("POST", leasePath(special.plain), {});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {
        lease_id: expect.stringMatching(/^lsd_/),
        number: special.plain,
        status: "active",
        billing: {
          method: "monthly",
          price: { currency: "USD", monthly_rate: 2.99, upfront_fee: 1.99 },
          period: { start: 1_790_000_000, end: null },
        },
      },
    });
    expect(sandbox.control.owned("contiguity")).toEqual([special.plain]);
    expect(sandbox.control.charges("contiguity")).toEqual([
      {
        number: special.plain,
        currency: "USD",
        setup: "1.99",
        recurring: "2.99",
        atMs: 1_790_000_000_123,
      },
    ]);
    const list = contiguityNumbers((await send("GET", "/numbers/leases")).body);
    expect(list.map(({ id }) => id)).not.toContain(special.plain);
  });

  test("takes the other billing method", async () => {
    const send = atContiguity(await openSandbox());
    const terms = { billing_method: "service_contract" };
    const { body } = await send("POST", leasePath(special.plain), terms);
    expect(body).toMatchObject({ data: { billing: { method: "service_contract" } } });
  });

  test.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["a billing method it has not got", { billing_method: "goodwill" }],
  ])("refuses a body that is %s", async (_, body) => {
    const sandbox = await openSandbox();
    expect((await atContiguity(sandbox)("POST", leasePath(special.plain), body)).status).toBe(400);
    expect(sandbox.control.owned("contiguity")).toEqual([]);
  });

  test.each([
    ["409 for one that somebody else got meanwhile", special.takenMeanwhile, 409],
    ["400 for a g-available one", special.shownOnly, 400],
    ["403 for one that needs an enterprise plan", special.enterprisePlan, 403],
    ["404 for one it does not know", "+13055559999", 404],
    ["404 for what is no number", "undefined", 404],
  ])("answers %s, and charges nothing", async (_, number, status) => {
    const sandbox = await openSandbox();
    const answer = await atContiguity(sandbox)("POST", leasePath(number), {});
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(refusal(status));
    expect(answer.text).not.toContain("agreement_url");
    expect(sandbox.control.charges("contiguity")).toEqual([]);
  });

  test("answers 409 for one the account already leases", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    await send("POST", leasePath(special.plain), {});
    expect((await send("POST", leasePath(special.plain), {})).status).toBe(409);
    expect(sandbox.control.charges("contiguity")).toHaveLength(1);
  });

  test("a number taken meanwhile looks available until then, and gone after", async () => {
    const send = atContiguity(await openSandbox());
    const read = () => send("GET", numberPath(special.takenMeanwhile));
    expect((await read()).body).toMatchObject({ data: { status: "available" } });
    await send("POST", leasePath(special.takenMeanwhile), {});
    expect((await read()).body).toMatchObject({ data: { status: "leased" } });
    expect((await read()).text).not.toContain("lease_id");
    const list = contiguityNumbers((await send("GET", "/numbers/leases")).body);
    expect(list.map(({ id }) => id)).not.toContain(special.takenMeanwhile);
  });

  test("points at the agreement of a missing entitlement, until it is granted", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    const refused = await send("POST", leasePath(special.needsEntitlement), {});
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      data: { agreement_url: "https://api.contiguity.com/entitlements/imessage" },
    });
    sandbox.control.setEntitlement("imessage", true);
    expect((await send("POST", leasePath(special.needsEntitlement), {})).status).toBe(200);
  });

  test("answers 402 once the balance is used up, and not before", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    sandbox.control.setBalance("contiguity", "27.95");
    expect((await send("POST", leasePath(special.plain), {})).status).toBe(200);
    expect((await send("POST", leasePath(special.bareData), {})).status).toBe(402);
    expect(sandbox.control.owned("contiguity")).toEqual([special.plain]);
    sandbox.control.setBalance("contiguity", "22.98");
    expect((await send("POST", leasePath(special.bareData), {})).status).toBe(200);
  });
});
