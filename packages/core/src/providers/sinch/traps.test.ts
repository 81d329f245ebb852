import { signSinchWebhook, specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { samePrice } from "../../domain/price.js";
import type { Transport } from "../../http/transport.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { type SinchClientOptions, createSinchClient } from "./client.js";
import { toLease, toOffer } from "./mapping.js";
import { sinchProvider } from "./provider.js";
import { verifySinchWebhook } from "./webhooks.js";
import { activeNumber, availableNumber } from "./wire.js";

// What is easily done wrong with this API, each with the name of the mistake. More about each is in the
// tests of its own file.

const sandbox = await sharedSandbox();
const { control } = sandbox;
const numbers = specialNumbers.sinch;
const { plain } = numbers;
const usLocal = { regionCode: "US", type: "LOCAL" } as const;

describe.each(transports)("over $name", ({ transport }) => {
  const client = (options: Partial<SinchClientOptions> = {}) =>
    createSinchClient({ ...sandbox.sinch, transport, auth: "basic", ...options });
  const { availableNumbers, activeNumbers, numberOrders } = client();
  const sent = (operation: string) =>
    control.requests().filter((request) => request.operation === operation);
  const listed = async (...given: Parameters<typeof activeNumbers.list>) => {
    const all: string[] = [];
    for await (const { phoneNumber } of activeNumbers.list(...given)) all.push(phoneNumber);
    return all;
  };

  describe("on the way", () => {
    it("a plus in a path stays a plus", async () => {
      await availableNumbers.check(plain);
      expect(sent("sinch.check")[0]?.path).toMatch(/\/availableNumbers\/\+12025550134$/);
    });

    it("a plus in a query is encoded", async () => {
      const numberPattern = { pattern: "+1202", searchPattern: "START" } as const;
      await availableNumbers.search({ ...usLocal, numberPattern });
      expect(sent("sinch.search")[0]?.query).toContain("numberPattern.pattern=%2B1202");
    });

    it("a plus in a page token survives", async () => {
      const held = control.leaseMany({ provider: "sinch", count: 30 });
      expect((await listed({ pageSize: 3 })).toSorted()).toEqual(held.toSorted());
      const queries = sent("sinch.list").map(({ query }) => query);
      expect(queries.filter((query) => query.includes("pageToken=%2B")).length).toBeGreaterThan(0);
    });

    it("an ampersand in a value does not end it", async () => {
      const numberPattern = { pattern: "1&size=1" };
      expect(await availableNumbers.search({ ...usLocal, numberPattern })).toEqual([]);
      expect(sent("sinch.search")[0]?.query).toContain("pattern=1%26size%3D1");
    });

    it("an array repeats its name", async () => {
      await availableNumbers.search({ ...usLocal, capabilities: ["SMS", "VOICE"] });
      expect(sent("sinch.search")[0]?.query).toContain("capabilities=SMS&capabilities=VOICE");
    });

    it("the capability of a list is in the singular", async () => {
      await listed({ type: "LOCAL", capability: ["SMS"] });
      expect(sent("sinch.list")[0]?.query).toMatch(/(^|&)capability=SMS(&|$)/);
    });

    it("a missing number does not become part of an address", async () => {
      // What a caller without types can do.
      for (const number of [undefined, "", "undefined"] as never[])
        expect(await failureOf(availableNumbers.rent(number))).toMatchObject({ field: "number" });
      expect(control.requests()).toEqual([]);
    });
  });

  describe("when signing in", () => {
    it("a bearer token is the default, and one serves however many calls run at once", async () => {
      const oauth = client({ auth: undefined });
      await Promise.all(Array.from({ length: 20 }, () => oauth.availableNumbers.search(usLocal)));
      expect(sent("sinch.token")).toHaveLength(1);
    });

    it("a token is renewed a minute before it ends, and not sooner", async () => {
      // Sockets and timers stay real; only the clock that lifetimes are measured by is moved.
      vi.useFakeTimers({ toFake: ["performance"] });
      onTestFinished(() => void vi.useRealTimers());
      const oauth = client({ auth: undefined });
      await oauth.availableNumbers.check(plain);
      vi.advanceTimersByTime((3599 - 62) * 1000);
      await oauth.availableNumbers.check(plain);
      expect(sent("sinch.token")).toHaveLength(1);
      vi.advanceTimersByTime(3000);
      await oauth.availableNumbers.check(plain);
      expect(sent("sinch.token")).toHaveLength(2);
    });

    it("a token that ended on the way is renewed for a read, and never repeats a write", async () => {
      const oauth = client({ auth: undefined });
      await oauth.availableNumbers.search(usLocal);
      control.clock.advance(3_600_000);
      expect(await failureOf(oauth.availableNumbers.rent(plain))).toEqual({ kind: "unauthorized" });
      expect(sent("sinch.rent")).toHaveLength(1);
      expect(await oauth.availableNumbers.search(usLocal)).not.toEqual([]);
    });
  });

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
      const provider = sinchProvider({ ...sandbox.sinch, transport, account: "s" });
      const found: string[] = [];
      const query = { country: "US", type: "local", digits: "12", limit: 3 } as const;
      for await (const { offers } of provider.search(query))
        found.push(...offers.map(({ number }) => number.slice(2)));
      expect(found).toHaveLength(3);
      for (const national of found) expect(national).toContain("12");
    });

    it("the digits that a person types are not taken for the country code", async () => {
      const provider = sinchProvider({ ...sandbox.sinch, transport, account: "s" });
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
      expect(sent("sinch.rent")[0]?.body).toBe('{"smsConfiguration":{"servicePlanId":"plan"}}');
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
      expect(sent("sinch.rent")[0]?.body).toBe("{}");
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

  describe("in a list", () => {
    it("leaving out the type does not leave out numbers", async () => {
      const held = control.leaseMany({ provider: "sinch", count: 60 });
      expect(await listed()).toHaveLength(held.length);
      const types = sent("sinch.list").map(({ query }) => new URLSearchParams(query).get("type"));
      expect(new Set(types)).toEqual(new Set(["MOBILE", "LOCAL", "TOLL_FREE"]));
    });

    it("an empty page token is the end, and the total is not relied on", async () => {
      const [activeNumbers, nextPageToken] = [[{ phoneNumber: plain }], ""];
      const body = { activeNumbers, nextPageToken, totalSize: 1000 };
      control.fault("sinch.list", { status: 200, body });
      expect(await listed({ type: "LOCAL" })).toEqual([plain]);
    });
  });

  describe("when something is refused", () => {
    const answer = (status: number, body: unknown, headers = {}) =>
      control.fault("sinch.rent", { status, body, headers });
    const rent = () => failureOf(availableNumbers.rent(plain));
    const own = (code: number, message: string) => ({
      error: { code, message, status: "X", details: [] },
    });

    it("a 403 without a word is about the key, and one with a word about the account", async () => {
      answer(403, own(403, ""));
      answer(403, own(403, "Trial account is not enabled to rent number"));
      expect(await rent()).toEqual({ kind: "unauthorized" });
      expect(await rent()).toMatchObject({ kind: "forbidden" });
    });

    it("an error may be a plain text, which proves nothing", async () => {
      answer(400, { error: "Odd." });
      expect(await rent()).toMatchObject({ kind: "outcome-unknown", status: 400 });
    });

    it("an empty message leaves the word to the details", async () => {
      const fieldViolations = [{ field: "sms_configuration", description: "is empty" }];
      const details = [{ type: "BadRequest", fieldViolations }];
      answer(400, { error: { code: 400, message: "", status: "INVALID_ARGUMENT", details } });
      expect(await rent()).toMatchObject({ field: "sms_configuration", reason: "is empty" });
    });

    it("too little credit is a 400 in a form that nobody describes", async () => {
      control.setBalance("sinch", "0");
      expect(await rent()).toMatchObject({ kind: "rejected", status: 400 });
    });

    it("a 429 may have another form, and settles nothing for a write", async () => {
      answer(429, { type: "about:blank", title: "Too Many Requests", detail: "Slow down" });
      expect(await rent()).toMatchObject({ kind: "outcome-unknown", reason: "rate-limited" });
    });

    it("a 413 says that a document is too large", async () => {
      const content = new Uint8Array(6 * 1024 * 1024);
      const order = await numberOrders.createNumberOrder({ phoneNumber: plain, ...orderOf });
      const file = { name: "a.pdf", mimeType: "application/pdf", content };
      expect(
        await failureOf(client().numberOrders.attachments.upload(order.idNumberOrder, "a", file)),
      ).toMatchObject({ kind: "rejected", status: 413 });
    });

    it("any success is one", async () => {
      control.fault("sinch.rent", { status: 201, body: { phoneNumber: plain } });
      expect(await availableNumbers.rent(plain)).toMatchObject({ phoneNumber: plain });
    });

    it("a 404 for requirements means that none are published, and not that none are needed", async () => {
      const asked = { regionCode: "US", numberType: "LOCAL" } as const;
      expect(await numberOrders.lookupNumberRequirements(asked)).toBeNull();
    });
  });

  describe("when nothing comes back", () => {
    it("a call ends in time", async () => {
      control.fault("sinch.rent", { noAnswer: true });
      const hurried = client({ timeoutMs: 1000 }).availableNumbers;
      expect(await failureOf(hurried.rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "timed-out",
      });
    });

    it("a read can be stopped", async () => {
      control.fault("sinch.search", { noAnswer: true });
      const signal = AbortSignal.timeout(50);
      expect(await failureOf(availableNumbers.search(usLocal, { signal }))).toEqual({
        kind: "cancelled",
      });
    });

    it("a read is asked again, and a write is not", async () => {
      control.fault("sinch.search", { reset: "before" });
      control.fault("sinch.rent", { reset: "before" });
      expect(await availableNumbers.search(usLocal)).not.toEqual([]);
      expect(await failureOf(availableNumbers.rent(plain))).toMatchObject({
        kind: "outcome-unknown",
      });
      expect([sent("sinch.search").length, sent("sinch.rent").length]).toEqual([2, 1]);
    });
  });

  it("renting any number is not offered, since nothing could be looked for after a lost answer", () => {
    expect(Object.keys(availableNumbers)).toEqual(["search", "check", "rent"]);
  });

  it("nothing is printed when something fails", async () => {
    const printed = (["log", "info", "warn", "error", "debug"] as const).map((name) => {
      const spy = vi.spyOn(console, name);
      onTestFinished(() => spy.mockRestore());
      return spy;
    });
    control.fault("sinch.rent", { status: 500, body: "oops" });
    await failureOf(availableNumbers.rent(plain));
    await failureOf(availableNumbers.check("+12025559999"));
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  it("an update changes what it names, and takes nothing else away", async () => {
    await availableNumbers.rent(plain, { smsConfiguration: { servicePlanId: "plan" } });
    control.clock.advance(3000);
    expect(await activeNumbers.update(plain, { displayName: "Desk" })).toMatchObject({
      displayName: "Desk",
      smsConfiguration: { servicePlanId: "plan", scheduledProvisioning: null },
    });
  });

  it("a released number stays, and works, until its next charge", async () => {
    const rented = await availableNumbers.rent(plain);
    const released = await activeNumbers.release(plain);
    expect(released.expireAt).toBe(rented.nextChargeDate);
    expect(await listed()).toEqual([plain]);
  });
});

it("pages without an end have one", async () => {
  let pages = 0;
  // A thousand pages over a socket would take their time.
  const transport: Transport = () => {
    pages += 1;
    return Promise.resolve({
      status: 200,
      headers: {},
      body: Buffer.from(`{"activeNumbers":[],"nextPageToken":"${pages}"}`),
    });
  };
  const endless = createSinchClient({ ...sandbox.sinch, transport, auth: "basic" });
  const walk = async () => {
    for await (const _ of endless.activeNumbers.list({ type: "LOCAL" }));
  };
  expect(await failureOf(walk())).toMatchObject({ kind: "no-answer" });
  expect(pages).toBe(1000);
});

describe("in an answer", () => {
  const held = (changes: object) => activeNumber.parse({ phoneNumber: plain, ...changes });
  const offered = (monthlyPrice: object, changes: object = {}) =>
    toOffer(
      availableNumber.parse({
        phoneNumber: plain,
        setupPrice: { currencyCode: "USD", amount: "0" },
        monthlyPrice,
        ...changes,
      }),
      "s",
    ).price;

  it("a display name that looks like a date stays text", () => {
    expect(held({ displayName: "2026-01-15" }).displayName).toBe("2026-01-15");
    expect(toLease(held({ displayName: "2026-01-15" }), "s").label).toBe("2026-01-15");
  });

  it("0.8 and 0.80 are one price", () => {
    const short = offered({ currencyCode: "USD", amount: "0.8" });
    const long = offered({ currencyCode: "USD", amount: "0.80" });
    expect(short && long && samePrice(short, long)).toBe(true);
  });

  it("an interval of 0 months is not said, and nothing is divided by it", () => {
    const price = offered({ currencyCode: "USD", amount: "2.00" }, { paymentIntervalMonths: 0 });
    expect(price?.intervalMonths).toBeNull();
  });

  it.each([
    ["empty", { displayName: "", expireAt: null, smsConfiguration: null, callbackUrl: "" }],
    ["null", { displayName: null, expireAt: null, voiceConfiguration: null, callbackUrl: null }],
    ["left out", {}],
  ])("what is unset may be %s", (_name, unset) => {
    expect(toLease(held(unset), "s")).toMatchObject({
      label: null,
      endsAt: null,
      provisioning: [],
    });
  });

  it("success of provisioning is no value, but the schedule gone and the id in its place", () => {
    const sms = (servicePlanId: string, scheduledProvisioning: object | null) =>
      toLease(held({ smsConfiguration: { servicePlanId, scheduledProvisioning } }), "s");
    expect(sms("", { status: "WAITING" }).state).toBe("pending");
    expect(sms("plan", null).provisioning).toMatchObject([{ state: "ready" }]);
    expect(sms("", null).provisioning).toEqual([]);
  });

  it("the type that voice is changing to may differ from the one that it has", () => {
    const voice = held({
      voiceConfiguration: {
        type: "RTC",
        appId: "app",
        scheduledVoiceProvisioning: { type: "FAX", serviceId: "fax", status: "IN_PROGRESS" },
      },
    });
    expect(voice.voiceConfiguration?.scheduledVoiceProvisioning?.type).toBe("FAX");
    expect(toLease(voice, "s").provisioning).toMatchObject([{ state: "in-progress" }]);
  });

  it("what is not known yet is kept", () => {
    const odd = { type: "SATELLITE", capability: ["FAX"], newField: 1 };
    expect(toLease(held(odd), "s")).toMatchObject({ type: "x-SATELLITE", features: ["x-FAX"] });
  });
});

describe("in a webhook", () => {
  const secret = "0123456789abcdef0123456789abcdef";
  const rawBody = JSON.stringify({
    resourceType: "ACTIVE_NUMBER",
    timestamp: "2026-04-06T08:45:27.565347123",
    failureCode: "PROVISIONING_TO_VOICE_PLATFORM_FAILED",
  });

  it("a time without a zone is UTC", async () => {
    const signature = signSinchWebhook(secret, rawBody);
    const { timestamp } = await verifySinchWebhook({ secret, signature, rawBody });
    expect(new Date(timestamp ?? "").toISOString()).toBe("2026-04-06T08:45:27.565Z");
  });

  it("a code that is not described is kept", async () => {
    const signature = signSinchWebhook(secret, rawBody);
    expect(await verifySinchWebhook({ secret, signature, rawBody })).toMatchObject({
      failureCode: "PROVISIONING_TO_VOICE_PLATFORM_FAILED",
    });
  });

  it("a body that was parsed and written again no longer fits", async () => {
    const spaced = rawBody.replace(":", ": ");
    const signature = signSinchWebhook(secret, spaced);
    const again = JSON.stringify(JSON.parse(spaced));
    expect(
      await failureOf(verifySinchWebhook({ secret, signature, rawBody: again })),
    ).toMatchObject({ field: "signature" });
  });

  it("an empty secret verifies nothing", async () => {
    const signature = signSinchWebhook("", rawBody);
    expect(await failureOf(verifySinchWebhook({ secret: "", signature, rawBody }))).toMatchObject({
      field: "secret",
    });
  });
});

const orderOf = { regionCode: "US", numberType: "LOCAL" } as const;
