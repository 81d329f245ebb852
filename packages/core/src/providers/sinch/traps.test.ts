import { describe, expect, it, onTestFinished, vi } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sinchStage, usLocal } from "../../../test/support/sinch-stage.js";
import { transports } from "../../../test/support/transports.js";

// What is easily done wrong with this API, each with the name of the mistake. More about each is in the
// tests of its own file.

const {
  control,
  clients,
  numbers: { plain },
} = await sinchStage();

describe.each(transports)("over $name", ({ transport }) => {
  const client = clients(transport, { auth: "basic" });

  const { availableNumbers, activeNumbers } = client();

  const listed = async (...given: Parameters<typeof activeNumbers.list>) => {
    const all: string[] = [];
    for await (const { phoneNumber } of activeNumbers.list(...given)) all.push(phoneNumber);
    return all;
  };

  describe("on the way", () => {
    it("a plus in a path stays a plus", async () => {
      await availableNumbers.check(plain);
      expect(control.requests("sinch.check")[0]?.path).toMatch(
        /\/availableNumbers\/\+12025550134$/,
      );
    });

    it("a plus in a query is encoded", async () => {
      const numberPattern = { pattern: "+1202", searchPattern: "START" } as const;
      await availableNumbers.search({ ...usLocal, numberPattern });
      expect(control.requests("sinch.search")[0]?.query).toContain("numberPattern.pattern=%2B1202");
    });

    it("a plus in a page token survives", async () => {
      const held = control.leaseMany({ provider: "sinch", count: 30 });
      expect((await listed({ pageSize: 3 })).toSorted()).toEqual(held.toSorted());
      const queries = control.requests("sinch.list").map(({ query }) => query);
      expect(queries.filter((query) => query.includes("pageToken=%2B")).length).toBeGreaterThan(0);
    });

    it("an ampersand in a value does not end it", async () => {
      const numberPattern = { pattern: "1&size=1" };
      expect(await availableNumbers.search({ ...usLocal, numberPattern })).toEqual([]);
      expect(control.requests("sinch.search")[0]?.query).toContain("pattern=1%26size%3D1");
    });

    it("an array repeats its name", async () => {
      await availableNumbers.search({ ...usLocal, capabilities: ["SMS", "VOICE"] });
      expect(control.requests("sinch.search")[0]?.query).toContain(
        "capabilities=SMS&capabilities=VOICE",
      );
    });

    it("the capability of a list is in the singular", async () => {
      await listed({ type: "LOCAL", capability: ["SMS"] });
      expect(control.requests("sinch.list")[0]?.query).toMatch(/(^|&)capability=SMS(&|$)/);
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
      expect(control.requests("sinch.token")).toHaveLength(1);
    });

    it("a token is renewed a minute before it ends, and not sooner", async () => {
      // Sockets and timers stay real; only the clock that lifetimes are measured by is moved.
      vi.useFakeTimers({ toFake: ["performance"] });
      onTestFinished(() => void vi.useRealTimers());
      const oauth = client({ auth: undefined });
      await oauth.availableNumbers.check(plain);
      vi.advanceTimersByTime((3599 - 62) * 1000);
      await oauth.availableNumbers.check(plain);
      expect(control.requests("sinch.token")).toHaveLength(1);
      vi.advanceTimersByTime(3000);
      await oauth.availableNumbers.check(plain);
      expect(control.requests("sinch.token")).toHaveLength(2);
    });

    it("a token that ended on the way is renewed for a read, and never repeats a write", async () => {
      const oauth = client({ auth: undefined });
      await oauth.availableNumbers.search(usLocal);
      control.clock.advance(3_600_000);
      expect(await failureOf(oauth.availableNumbers.rent(plain))).toEqual({ kind: "unauthorized" });
      expect(control.requests("sinch.rent")).toHaveLength(1);
      expect(await oauth.availableNumbers.search(usLocal)).not.toEqual([]);
    });
  });

  describe("in a list", () => {
    it("leaving out the type does not leave out numbers", async () => {
      const held = control.leaseMany({ provider: "sinch", count: 60 });
      expect(await listed()).toHaveLength(held.length);
      const types = control
        .requests("sinch.list")
        .map(({ query }) => new URLSearchParams(query).get("type"));
      expect(new Set(types)).toEqual(new Set(["MOBILE", "LOCAL", "TOLL_FREE"]));
    });

    it("an empty page token is the end, and the total is not relied on", async () => {
      const [activeNumbers, nextPageToken] = [[{ phoneNumber: plain }], ""];
      const body = { activeNumbers, nextPageToken, totalSize: 1000 };
      control.fault("sinch.list", { status: 200, body });
      expect(await listed({ type: "LOCAL" })).toEqual([plain]);
    });

    it.each([7, true, { next: "2" }, ["2"]])(
      "a page token in another form, such as %j, is not the end",
      async (nextPageToken) => {
        control.fault("sinch.list", { status: 200, body: { activeNumbers: [], nextPageToken } });
        expect(await failureOf(listed({ type: "LOCAL" }))).toMatchObject({
          kind: "no-answer",
          reason: "unexpected-form",
        });
      },
    );
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
