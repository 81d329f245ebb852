import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { requireE164 } from "../../http/number-reference.js";
import { answer, ownError, page } from "../../../test/support/contiguity-answers.js";
import { failureOf } from "../../../test/support/failure.js";
import { httpServer } from "../../../test/support/loopback-server.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createContiguityClient } from "./client.js";
import { contiguityProvider } from "./provider.js";

// What the service does that nobody would expect of it, or that its own SDK gets wrong.

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, shownOnly, bareData, takenMeanwhile } = specialNumbers.contiguity;
const receiver = "+13055559999";
const operations = () => control.requests().map(({ operation }) => operation);

describe.each(transports)("Contiguity's traps over $name", ({ transport }) => {
  const client = createContiguityClient({ ...sandbox.contiguity, transport });
  const provider = contiguityProvider({ ...sandbox.contiguity, transport, account: "c" });
  const { lease, text, entitlements } = client;

  it.each(["available", "leased"] as const)(
    "404 in Contiguity's own form on a list means none; a proxy's 404 is a failure: %s",
    async (list) => {
      control.fault(`contiguity.${list}`, ownError(404));
      expect(await lease[list]()).toEqual([]);
      control.fault(`contiguity.${list}`, { status: 404, ...page });
      expect(await failureOf(lease[list]())).toMatchObject({
        kind: "no-answer",
        reason: "not-json",
        status: 404,
      });
    },
  );

  it("live answers hold `data: {}` and dates as ISO text where numbers are described", async () => {
    const numbers = await lease.available();
    expect(numbers.find(({ id }) => id === bareData)).toMatchObject({
      data: {},
      created_at: "2024-06-20T02:40:00.000Z",
    });
    expect(await provider.quote(requireE164(plain))).toMatchObject({ requirements: [] });
    expect(await provider.quote(requireE164(bareData))).toMatchObject({ requirements: "unknown" });
  });

  it("a number whose country is neither said nor told by its digits is left out of no search without a word", async () => {
    const [ofNone, other] = ["+80012345678", "+88212345678"];
    const offered = [plain, ofNone, other].map((id) => ({ id, status: "available" }));
    control.fault("contiguity.available", answer({ numbers: offered }));
    for await (const { offers, unread } of provider.search({ country: "US", digits: "12345" })) {
      expect(offers).toEqual([]);
      expect(unread).toEqual(
        [ofNone, other].map((text) => ({ text, reason: "location.country: not said" })),
      );
    }
  });

  it("lists of words stay open: one that is not known is kept", async () => {
    const odd = {
      id: plain,
      status: "constructor",
      carrier: "Twilio",
      capabilities: { channels: ["__proto__"] },
      data: { requirements: ["new_thing"] },
    };
    control.fault("contiguity.available", answer({ numbers: [odd] }));
    expect(await lease.available()).toMatchObject([{ ...odd, available: false }]);
  });

  it.each([
    { leased: 2 },
    { has_more: true },
    { next: "/numbers/leased?page=2" },
    { next_cursor: "2" },
  ])("a list that says that there is more is not all that is held: %o", async (more) => {
    const numbers = [{ id: plain, lease_id: "lsd_1" }];
    control.fault("contiguity.leased", answer({ leased: 1, has_more: false, numbers }));
    expect((await lease.leased()).unread).toEqual([]);
    control.fault("contiguity.leased", answer({ leased: 1, numbers, ...more }));
    const found = await lease.leased();
    expect(found).toMatchObject([{ id: plain }]);
    expect(found.unread).toMatchObject([{ text: null }]);
  });

  it("g-available is explained nowhere: such a number is shown, and not offered", async () => {
    const numbers = await lease.available();
    expect(numbers.find(({ id }) => id === shownOnly)).toMatchObject({
      status: "g-available",
      available: false,
    });
    expect(await failureOf(provider.quote(requireE164(shownOnly)))).toEqual({
      kind: "number-taken",
    });
  });

  it("lease times are in seconds, call forwarding's in milliseconds", async () => {
    const created = await lease.create(plain);
    const { call_forwarding } = await lease.callForwarding.enable(plain, receiver);
    const now = control.clock.now();
    expect(Math.abs(Number(created.billing?.period?.start) * 1000 - now)).toBeLessThan(10_000);
    expect(Math.abs(Number(call_forwarding.estimated_completion) - now)).toBeLessThan(10_000);
  });

  it("`end: null` is month to month, and no next charge is said", async () => {
    await lease.create(plain);
    for await (const { leases } of provider.list())
      expect(leases).toMatchObject([{ number: plain, endsAt: null, nextChargeAt: null }]);
    expect(provider.capabilities.saysNextCharge).toBe(false);
  });

  it.each(["available", "leased"] as const)(
    "403 on a list with a valid key is a missing entitlement, whose agreement nobody accepts here: %s",
    async (list) => {
      control.setEntitlement("lease", false);
      expect(await failureOf(lease[list]())).toMatchObject({
        kind: "forbidden",
        agreementUrl: "https://api.contiguity.com/entitlements/lease",
      });
      expect(operations()).toEqual([`contiguity.${list}`]);
    },
  );

  it("402 is described nowhere: the balance is too low", async () => {
    control.setBalance("contiguity", "1");
    expect(await failureOf(lease.create(plain))).toEqual({ kind: "insufficient-funds" });
  });

  it("409 is described nowhere: it settles nothing", async () => {
    expect(await failureOf(lease.create(takenMeanwhile))).toMatchObject({
      kind: "outcome-unknown",
      reason: "conflict",
    });
  });

  it("429 is described nowhere: a read is asked again when it is wanted, a write is not", async () => {
    const busy = { ...ownError(429), headers: { "retry-after": "0" } };
    control.fault("contiguity.leased", busy);
    expect(await lease.leased()).toEqual([]);
    expect(operations()).toEqual(["contiguity.leased", "contiguity.leased"]);
    control.fault("contiguity.lease", busy);
    expect(await failureOf(lease.create(plain))).toMatchObject({
      kind: "outcome-unknown",
      reason: "rate-limited",
    });
    expect(control.writes()["contiguity.lease"].received).toBe(1);
  });

  describe("there is no idempotency key: what changes something is sent once", () => {
    it.each([
      ["lease", () => lease.create(plain)],
      ["terminate", () => lease.terminate(plain)],
      ["configure", () => lease.configure(plain, { failover: { enabled: true } })],
      ["enable-forwarding", () => lease.callForwarding.enable(plain, receiver)],
      ["disable-forwarding", () => lease.callForwarding.disable(plain)],
      ["send-text", () => text.send({ to: receiver, message: "Hello" })],
      ["request-entitlement", () => entitlements.request("fast_track")],
      ["withdraw-entitlement", () => entitlements.withdraw("lease")],
    ] as const)("%s", async (name, write) => {
      for (const fault of [{ reset: "after" }, { status: 502, ...page }, { html: true }] as const) {
        control.reset();
        if (name !== "lease") await lease.create(plain);
        control.fault(`contiguity.${name}`, fault);
        expect(await failureOf(write())).toMatchObject({ kind: "outcome-unknown" });
        expect(operations().filter((one) => one === `contiguity.${name}`)).toHaveLength(1);
      }
    });
  });

  it("there is no search and no paging: everything is read, and filtered here", async () => {
    const found = [];
    const query = { country: "US", digits: "0100", position: "end" } as const;
    for await (const { offers } of provider.search(query)) found.push(...offers);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ number }) => number.endsWith("0100"))).toBe(true);
    expect(control.requests()).toMatchObject([{ operation: "contiguity.available", query: "" }]);
  });

  it("details has no address any more: the number itself says whether it is leased", async () => {
    expect(await failureOf(lease.details(plain))).toEqual({ kind: "not-leased" });
    await lease.create(plain);
    expect(await lease.details(plain)).toMatchObject({ lease_status: "active" });
    expect(operations()).not.toContain("contiguity.details");
  });

  it("a sender that cannot be used may be replaced silently: it is refused before a text is sent", async () => {
    control.leaseMany({ provider: "contiguity", count: 1 });
    control.setSubstitution(true);
    const send = text.send({ to: receiver, from: plain, message: "Hello" });
    expect(await failureOf(send)).toEqual({ kind: "not-leased" });
    expect(control.texts()).toEqual([]);
  });

  it("the key goes as `Token`, as Bearer is unproven", async () => {
    let sent: string | undefined;
    const { url } = await httpServer((request, response) => {
      sent = request.headers.authorization;
      response.end("{}");
    });
    const { lease } = createContiguityClient({
      apiKey: "contiguity_sk_x",
      baseUrl: url,
      transport,
    });
    await failureOf(lease.available());
    expect(sent).toBe("Token contiguity_sk_x");
  });

  it("a gateway's page with status 502 is a failing server, and not a SyntaxError", async () => {
    const bad = { status: 502, ...page, headers: { "retry-after": "0" }, times: "always" } as const;
    control.fault("contiguity.get", bad);
    expect(await failureOf(lease.get(plain))).toMatchObject({
      kind: "no-answer",
      reason: "server-error",
      status: 502,
    });
  });
});
