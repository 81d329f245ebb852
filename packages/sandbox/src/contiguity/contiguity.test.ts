import { describe, expect, test } from "vitest";
import { specialNumbers, type Catalogue } from "../index.js";
import { contiguityNumbers } from "../../test/support/bodies.js";
import { atContiguity } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.contiguity;
const leasePath = (number: string) => `/numbers/lease/${encodeURIComponent(number)}`;
const leasedPath = (number: string) => `/numbers/leased/${encodeURIComponent(number)}`;
const numberPath = (number: string) => `/numbers/${encodeURIComponent(number)}`;
const refusal = (status: number) => ({
  object: "error",
  data: { error: expect.any(String), status },
});

describe("the key", () => {
  test.each([
    ["none", {}],
    ["another key", { authorization: "Token contiguity_sk_other" }],
    ["Bearer", { authorization: "Bearer contiguity_sk_sandbox" }],
  ])("is refused in the provider's form: %s", async (_, headers) => {
    const { contiguity } = await openSandbox();
    const response = await fetch(`${contiguity.baseUrl}/numbers/leases`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      id: expect.stringMatching(/^err_/),
      ...refusal(401),
    });
  });
});

describe("GET /numbers/leases", () => {
  test("answers an envelope with the count and the numbers, plain ones first", async () => {
    const sandbox = await openSandbox({ now: () => 1_790_000_000_123 });
    const { status, body } = await atContiguity(sandbox)("GET", "/numbers/leases");
    expect(status).toBe(200);
    const numbers = contiguityNumbers(body);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^req_/),
      timestamp: 1_790_000_000_123,
      api_version: expect.stringMatching(/^v\d{4}\.\d+\.\d+$/),
      object: "response",
      data: { available: numbers.length },
    });
    expect(numbers[0]).toEqual({
      id: special.plain,
      status: "available",
      number: { e164: special.plain, formatted: "+1 (305) 555-0100" },
      location: { country: "US", region: "FL", city: "Miami" },
      carrier: "T-Mobile",
      capabilities: { intl_sms: false, channels: ["sms", "mms"] },
      health: { reputation: 0.9, previous_owners: 1 },
      data: { requirements: [], e911_capable: true },
      created_at: 1_718_851_200,
      pricing: { currency: "USD", upfront_fee: 1.99, monthly_rate: 2.99 },
    });
  });

  test("mixes what live answers mix: empty data, ISO dates, a g-available number", async () => {
    const { body } = await atContiguity(await openSandbox())("GET", "/numbers/leases");
    const numbers = contiguityNumbers(body);
    const named = (wanted: string) => numbers.find(({ id }) => id === wanted);
    expect(named(special.bareData)).toMatchObject({ created_at: "2024-06-20T02:40:00.000Z" });
    expect(named(special.bareData)?.["data"]).toEqual({});
    expect(named(special.shownOnly)?.status).toBe("g-available");
    expect(named(special.needsEntitlement)).toMatchObject({
      data: { requirements: ["imessage_entitlement_required"] },
    });
  });

  test("says 404 in its own form when there is nothing", async () => {
    const sandbox = await openSandbox({ catalogue: emptyCatalogue });
    const { status, body } = await atContiguity(sandbox)("GET", "/numbers/leases");
    expect(status).toBe(404);
    expect(body).toMatchObject(refusal(404));
  });

  test("says 403 with the agreement to accept when the account may not lease", async () => {
    const sandbox = await openSandbox();
    sandbox.control.setEntitlement("lease", false);
    for (const path of ["/numbers/leases", "/numbers/leased"]) {
      const { status, body } = await atContiguity(sandbox)("GET", path);
      expect(status).toBe(403);
      expect(body).toMatchObject({
        data: { status: 403, agreement_url: "https://api.contiguity.com/entitlements/lease" },
      });
    }
  });
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
    const wish = { billing_method: "service_contract" };
    const { body } = await send("POST", leasePath(special.plain), wish);
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

describe("GET /numbers/{number}", () => {
  test("shows the lease only when it is the account's own", async () => {
    const send = atContiguity(await openSandbox());
    expect((await send("GET", numberPath(special.plain))).text).not.toContain("lease_");
    await send("POST", leasePath(special.plain), {});
    expect((await send("GET", numberPath(special.plain))).body).toMatchObject({
      data: {
        status: "leased",
        lease_id: expect.stringMatching(/^lsd_/),
        lease_status: "active",
        billing: { method: "monthly", period: { start: expect.any(Number), end: null } },
      },
    });
  });

  test("answers 404 in its own form for a number it does not know", async () => {
    const { status, body } = await atContiguity(await openSandbox())(
      "GET",
      numberPath("+13055559999"),
    );
    expect(status).toBe(404);
    expect(body).toMatchObject(refusal(404));
  });

  test("shows the higher price from the second read on, and leases at it", async () => {
    const send = atContiguity(await openSandbox());
    const rate = (monthly_rate: number) => ({ data: { pricing: { monthly_rate } } });
    const list = contiguityNumbers((await send("GET", "/numbers/leases")).body);
    expect(list.find(({ id }) => id === special.priceRises)).toMatchObject(rate(19.99).data);
    expect((await send("GET", numberPath(special.priceRises))).body).toMatchObject(rate(19.99));
    expect((await send("GET", numberPath(special.priceRises))).body).toMatchObject(rate(29.99));
    expect((await send("GET", numberPath(special.priceRises))).body).toMatchObject(rate(29.99));
    expect((await send("POST", leasePath(special.priceRises), {})).body).toMatchObject({
      data: { billing: { price: { monthly_rate: 29.99 } } },
    });
  });

  test("shows the higher price at once where the list is out of date", async () => {
    const send = atContiguity(await openSandbox());
    const list = contiguityNumbers((await send("GET", "/numbers/leases")).body);
    const listed = list.find(({ id }) => id === special.dearerThanListed);
    expect(listed).toMatchObject({ pricing: { monthly_rate: 19.99 } });
    expect((await send("GET", numberPath(special.dearerThanListed))).body).toMatchObject({
      data: { pricing: { monthly_rate: 29.99 } },
    });
  });
});

describe("the account's leases", () => {
  test("are 404 in its own form while there are none", async () => {
    const { status, body } = await atContiguity(await openSandbox())("GET", "/numbers/leased");
    expect(status).toBe(404);
    expect(body).toMatchObject(refusal(404));
  });

  test("are all in one list, however many", async () => {
    const sandbox = await openSandbox();
    const leased = sandbox.control.leaseMany({ provider: "contiguity", count: 250 });
    const { body } = await atContiguity(sandbox)("GET", "/numbers/leased");
    expect(body).toMatchObject({ data: { leased: 250 } });
    expect(contiguityNumbers(body).map(({ id }) => id)).toEqual(leased);
  });

  test("have no detail route of their own any more", async () => {
    const send = atContiguity(await openSandbox());
    await send("POST", leasePath(special.plain), {});
    const { status, body } = await send("GET", leasedPath(special.plain));
    expect(status).toBe(404);
    expect(body).toEqual({ message: "Not Found", status: 404 });
  });

  test("end at once, and the number is for anybody again", async () => {
    const sandbox = await openSandbox({ now: () => 1_790_000_000_123 });
    const send = atContiguity(sandbox);
    await send("POST", leasePath(special.plain), {});
    const { status, body } = await send("DELETE", leasedPath(special.plain));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {
        lease_id: expect.stringMatching(/^lsd_/),
        number_id: special.plain,
        status: "terminated",
        terminated_at: 1_790_000_000,
      },
    });
    expect(sandbox.control.owned("contiguity")).toEqual([]);
    expect((await send("GET", numberPath(special.plain))).body).toMatchObject({
      data: { status: "available" },
    });
  });

  test("cannot be ended twice", async () => {
    const send = atContiguity(await openSandbox());
    await send("POST", leasePath(special.plain), {});
    await send("DELETE", leasedPath(special.plain));
    const { status, body } = await send("DELETE", leasedPath(special.plain));
    expect(status).toBe(404);
    expect(body).toMatchObject(refusal(404));
  });
});

const emptyCatalogue: Catalogue = { contiguity: [], sinch: [] };
