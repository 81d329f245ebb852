import { describe, expect, test } from "vitest";
import { operationNames, specialNumbers, type Sandbox } from "../index.js";
import { contiguityNumbers } from "../../test/support/bodies.js";
import { askToken, atContiguity, atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { contiguity, sinch } = specialNumbers;

const rent = (sandbox: Sandbox, number: string) =>
  atSinch(sandbox)("POST", `/availableNumbers/${number}:rent`, {});

describe("the log", () => {
  test("tells every request: what it was, about which number, and how it ended", async () => {
    const sandbox = await openSandbox({ now: () => 1_790_000_000_000 });
    await atContiguity(sandbox)("GET", "/numbers/leases");
    await rent(sandbox, sinch.plain);
    await atSinch(sandbox)("GET", "/activeNumbers?type=LOCAL");
    const common = { atMs: 1_790_000_000_000, ended: "answered", committed: true, status: 200 };
    const project = "/sinch/v1/projects/sandbox-project";
    expect(sandbox.control.requests()).toEqual([
      {
        ...common,
        id: 1,
        operation: "contiguity.available",
        method: "GET",
        path: "/contiguity/numbers/leases",
        query: "",
        number: null,
        body: null,
      },
      {
        ...common,
        id: 2,
        operation: "sinch.rent",
        method: "POST",
        path: `${project}/availableNumbers/${sinch.plain}:rent`,
        query: "",
        number: sinch.plain,
        body: "{}",
      },
      {
        ...common,
        id: 3,
        operation: "sinch.list",
        method: "GET",
        path: `${project}/activeNumbers`,
        query: "type=LOCAL",
        number: null,
        body: null,
      },
    ]);
  });

  test("names what no operation answers, wherever it was sent", async () => {
    const sandbox = await openSandbox();
    await fetch(`${sandbox.url}/`);
    await atContiguity(sandbox)("GET", "/nothing");
    await atSinch(sandbox)("GET", "/nothing");
    expect(sandbox.control.requests().map(({ operation }) => operation)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  test("holds no key, secret or token", async () => {
    const sandbox = await openSandbox();
    await askToken(sandbox);
    await rent(sandbox, sinch.plain);
    await atContiguity(sandbox)("GET", "/numbers/leases");
    const log = JSON.stringify(sandbox.control.requests());
    for (const secret of [
      sandbox.contiguity.apiKey,
      sandbox.sinch.keySecret,
      "sandbox-token",
      "Basic",
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  test("counts writes that were received apart from those that were committed", async () => {
    const sandbox = await openSandbox();
    await rent(sandbox, sinch.plain);
    await rent(sandbox, sinch.plain);
    expect(sandbox.control.writes()).toMatchObject({
      "contiguity.lease": { received: 0, committed: 0 },
      "contiguity.terminate": { received: 0, committed: 0 },
      "sinch.rent": { received: 2, committed: 1 },
      "sinch.release": { received: 0, committed: 0 },
      "sinch.create-order": { received: 0, committed: 0 },
    });
  });

  test("knows every operation by name", () => {
    expect(operationNames).toContain("sinch.token");
    expect(new Set(operationNames).size).toBe(operationNames.length);
  });
});

function expectRealTime(clock: Sandbox["control"]["clock"]): void {
  const [before, now, after] = [Date.now(), clock.now(), Date.now()];
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(after);
}

describe("the clock", () => {
  test("runs with real time and only goes forward", async () => {
    const { clock } = (await openSandbox()).control;
    expectRealTime(clock);
    const before = Date.now();
    clock.advance(60_000);
    expect(clock.now()).toBeGreaterThanOrEqual(before + 60_000);
    for (const step of [-1, Number.NaN]) expect(() => clock.advance(step)).toThrow(RangeError);
  });
});

describe("reset", () => {
  test("puts everything back to the start, and tokens count as expired", async () => {
    const sandbox = await openSandbox();
    const { control } = sandbox;
    const before = (await atContiguity(sandbox)("GET", "/numbers/leases")).body;
    const { access_token: token } = Object((await askToken(sandbox)).body);
    await rent(sandbox, sinch.plain);
    control.clock.advance(86_400_000);
    control.latency(50);
    control.fault("contiguity.available", { status: 500, times: "always" });
    control.setEntitlement("lease", false);
    control.setBalance("contiguity", "0");
    control.setPrice(contiguity.plain, { recurring: "9" });
    control.reset();

    expect(control.requests()).toEqual([]);
    expect(control.owned("sinch")).toEqual([]);
    expect(control.charges("sinch")).toEqual([]);
    expectRealTime(control.clock);
    const after = (await atContiguity(sandbox)("GET", "/numbers/leases")).body;
    expect(contiguityNumbers(after)).toEqual(contiguityNumbers(before));
    const authorization = `Bearer ${token}`;
    const used = await atSinch(sandbox)("GET", "/activeNumbers", undefined, { authorization });
    expect(used.headers.get("www-authenticate")).toContain("expired");
  });
});
