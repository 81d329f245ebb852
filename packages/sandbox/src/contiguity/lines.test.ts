import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { atContiguity } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { plain, bareData } = specialNumbers.contiguity;
const leasePath = (number: string) => `/numbers/lease/${encodeURIComponent(number)}`;
const forwardingPath = (number: string) => `${leasePath(number)}/call_forwarding`;
const configurePath = (number: string) => `/numbers/${encodeURIComponent(number)}/configure`;
const startMs = 1_790_000_000_123;

async function withLease() {
  const sandbox = await openSandbox({ now: () => startMs, provisioningMs: 1000 });
  const send = atContiguity(sandbox);
  await send("POST", leasePath(plain), {});
  return { sandbox, send };
}

describe("call forwarding", () => {
  const told = (enabled: boolean, to: string | null, estimated_completion: number | null) => ({
    data: {
      number: plain,
      call_forwarding: {
        enabled,
        to,
        status: estimated_completion === null ? "active" : "queued",
        estimated_completion,
      },
    },
  });

  test("is queued after every change, and active by the sandbox's clock", async () => {
    const { sandbox, send } = await withLease();
    const read = async () => (await send("GET", forwardingPath(plain))).body;
    expect(await read()).toMatchObject(told(false, null, null));
    const enabled = await send("POST", `${forwardingPath(plain)}/enable`, { to: bareData });
    expect(enabled.body).toMatchObject(told(true, bareData, startMs + 1000));
    sandbox.control.clock.advance(999);
    expect(await read()).toMatchObject(told(true, bareData, startMs + 1000));
    sandbox.control.clock.advance(1);
    expect(await read()).toMatchObject(told(true, bareData, null));
    const disabled = await send("POST", `${forwardingPath(plain)}/disable`);
    expect(disabled.body).toMatchObject(told(false, null, startMs + 2000));
  });

  test.each([{}, { to: "305" }, { to: null }, "{"])("is not switched on by %j", async (body) => {
    const { send } = await withLease();
    expect((await send("POST", `${forwardingPath(plain)}/enable`, body)).status).toBe(400);
  });

  test("is 404 for a number that the account does not lease", async () => {
    const { send } = await withLease();
    const path = forwardingPath(bareData);
    expect((await send("GET", path)).status).toBe(404);
    expect((await send("POST", `${path}/enable`, { to: plain })).status).toBe(404);
    expect((await send("POST", `${path}/disable`, {})).status).toBe(404);
  });

  test("ends with the lease, and with a reset", async () => {
    const { sandbox, send } = await withLease();
    for (const end of [
      () => send("DELETE", `/numbers/leased/${encodeURIComponent(plain)}`),
      () => Promise.resolve(sandbox.control.reset()),
    ]) {
      await send("POST", `${forwardingPath(plain)}/enable`, { to: bareData });
      await end();
      await send("POST", leasePath(plain), {});
      expect((await send("GET", forwardingPath(plain))).body).toMatchObject(
        told(false, null, null),
      );
    }
  });
});

describe("the configuration of a number", () => {
  test("is answered in full, and stays where nothing is said", async () => {
    const { send } = await withLease();
    expect((await send("POST", configurePath(plain), {})).body).toMatchObject({
      data: { number: plain },
    });
    const changes = { failover: { enabled: true } };
    const full = { failover: { enabled: true, mode: "all", numbers: [] } };
    expect((await send("POST", configurePath(plain), changes)).body).toMatchObject({ data: full });
    await send("POST", `${forwardingPath(plain)}/enable`, { to: bareData });
    expect((await send("POST", configurePath(plain), {})).body).toMatchObject({ data: full });
  });

  test.each([
    { failover: {} },
    { failover: { enabled: true, mode: "some" } },
    { failover: { enabled: true, mode: "selective" } },
    { failover: { enabled: true, mode: "selective", numbers: ["305"] } },
    { failover: { enabled: true, mode: "all", numbers: [bareData] } },
    "{",
  ])("is refused as %j", async (body) => {
    const { send } = await withLease();
    expect((await send("POST", configurePath(plain), body)).status).toBe(400);
  });

  test("is 404 for a number that the account does not lease", async () => {
    const { send } = await withLease();
    expect((await send("POST", configurePath(bareData), {})).status).toBe(404);
  });

  test("is no lease and no release, but what was sent is in the log", async () => {
    const { sandbox, send } = await withLease();
    await send("POST", configurePath(plain), { failover: { enabled: false } });
    expect(Object.keys(sandbox.control.writes())).not.toContain("contiguity.configure");
    expect(sandbox.control.requests().at(-1)).toMatchObject({
      operation: "contiguity.configure",
      number: plain,
      body: '{"failover":{"enabled":false}}',
      committed: true,
    });
  });
});
