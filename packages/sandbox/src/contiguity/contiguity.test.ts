import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
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
    const sandbox = await openSandbox({ catalogue: {} });
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
