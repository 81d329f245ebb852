import { describe, expect, test } from "vitest";
import type { Sandbox } from "../index.js";
import { atContiguity } from "../../test/support/call.js";
import {
  done,
  lease,
  leasePath,
  list,
  nothingDone,
  truth,
  withFault,
} from "../../test/support/faulty.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

/** A lease that its caller gives up when it has come to this: before that it need not have left, on a busy machine. */
async function givenUp(sandbox: Sandbox, seen: object): Promise<void> {
  const { contiguity, control } = sandbox;
  const headers = { authorization: `Token ${contiguity.apiKey}` };
  const stop = new AbortController();
  const asked = { method: "POST", headers, body: "{}", signal: stop.signal };
  const leasing = fetch(`${contiguity.baseUrl}${leasePath}`, asked);
  const failed = expect(leasing).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => control.requests().length).toBe(1);
  await expect.poll(() => truth(sandbox)).toEqual(seen);
  stop.abort();
  await failed;
  expect(truth(sandbox)).toEqual(seen);
}

describe("no answer", () => {
  test.each([
    [false, nothingDone],
    [true, done],
  ])("(after: %s) leaves the request open", async (after, expected) => {
    const sandbox = await withFault({ noAnswer: true, after });
    await givenUp(sandbox, expected);
    expect(sandbox.control.requests()).toMatchObject([{ ended: "open", status: null }]);
  });
});

describe("waiting", () => {
  test("a delay alone makes the true answer late, once and not again after the work", async () => {
    const sandbox = await withFault({ delayMs: 1000 });
    sandbox.control.latency(1500, "contiguity.leased");
    const startMs = performance.now();
    const leasing = lease(sandbox);
    await expect.poll(() => sandbox.control.requests().length).toBe(1);
    await atContiguity(sandbox)("GET", "/numbers/leased");
    expect(sandbox.control.requests()).toMatchObject([{ ended: "answered" }, {}]);
    expect((await leasing).status).toBe(200);
    expect(performance.now() - startMs).toBeGreaterThan(990);
  });

  test("the work is done even when the caller has stopped waiting for it", async () => {
    const sandbox = await withFault({ delayMs: 150 });
    sandbox.control.hold("contiguity.lease");
    await givenUp(sandbox, nothingDone);
    sandbox.control.letGo();
    await expect.poll(() => truth(sandbox)).toEqual(done);
  });

  test("a latency is that of one operation, or of all that have none of their own", async () => {
    const sandbox = await openSandbox();
    sandbox.control.latency(60_000);
    sandbox.control.latency(0, "contiguity.leased");
    const listing = list(sandbox);
    await expect.poll(() => sandbox.control.requests().length).toBe(1);
    await atContiguity(sandbox)("GET", "/numbers/leased");
    expect(sandbox.control.requests()).toMatchObject([{ ended: "open" }, { ended: "answered" }]);
    await Promise.all([expect(listing).rejects.toThrow(), sandbox.close()]);
  });
});

describe("holding", () => {
  test("keeps what has arrived waiting, until it is let go", async () => {
    const sandbox = await openSandbox();
    sandbox.control.hold("contiguity.lease");
    let answered = false;
    const leasing = lease(sandbox).finally(() => (answered = true));
    await expect.poll(() => truth(sandbox)).toEqual(nothingDone);
    expect((await list(sandbox)).status).toBe(200);
    expect(answered).toBe(false);
    sandbox.control.letGo();
    expect((await leasing).status).toBe(200);
    expect(truth(sandbox)).toEqual(done);
  });

  test("is followed by what was set to go wrong meanwhile", async () => {
    const sandbox = await openSandbox();
    sandbox.control.hold("contiguity.lease");
    const leasing = lease(sandbox);
    await expect.poll(() => sandbox.control.requests().length).toBe(1);
    sandbox.control.fault("contiguity.lease", { status: 503 });
    sandbox.control.letGo();
    expect((await leasing).status).toBe(503);
  });

  test("of one operation can end before that of another", async () => {
    const sandbox = await openSandbox();
    sandbox.control.hold("contiguity.lease");
    sandbox.control.hold("contiguity.available");
    const leasing = lease(sandbox);
    const listing = list(sandbox);
    await expect.poll(() => sandbox.control.requests().length).toBe(2);
    sandbox.control.letGo("contiguity.lease");
    expect((await leasing).status).toBe(200);
    expect(sandbox.control.requests().map(({ ended }) => ended)).toContain("open");
    sandbox.control.letGo();
    expect((await listing).status).toBe(200);
  });

  test("ends with a reset, and with the sandbox", async () => {
    const sandbox = await openSandbox();
    sandbox.control.hold("contiguity.lease");
    const leasing = lease(sandbox);
    await expect.poll(() => sandbox.control.requests().length).toBe(1);
    sandbox.control.reset();
    expect((await leasing).status).toBe(200);
    sandbox.control.hold("contiguity.available");
    const listing = list(sandbox);
    await expect.poll(() => sandbox.control.requests().length).toBe(1);
    await Promise.all([expect(listing).rejects.toThrow(), sandbox.close()]);
  });
});
