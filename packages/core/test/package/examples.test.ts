import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  contiguityWebhookSecret,
  signSinchWebhook,
  specialNumbers,
  startSandbox,
} from "@leaseline/sandbox";
import { afterAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { folder, run, sandboxEnvironment } from "./run.js";

/** Nothing is set up before a test moves the sandbox's clock. */
const provisioningMs = 3_600_000;
const sandbox = await startSandbox({ provisioningMs });
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());

const examples = join(import.meta.dirname, "..", "..", "examples");
const env = {
  ...sandboxEnvironment(sandbox),
  LEASELINE_SANDBOX_URL: sandbox.url,
  LEASELINE_HOME: folder("examples"),
};
const example = (name: string, ...words: readonly string[]) =>
  run(process.execPath, [`${name}.ts`, ...words], { cwd: examples, env });

it("leases the cheapest number with SMS in a country", async () => {
  const output = await example("lease-the-cheapest", "US");
  const [line = ""] = output.split("\n");
  expect(line).toMatch(/^\+1[0-9]{10} at (contiguity|sinch) for \$[0-9.]+\/(mo|yr): committed$/);
  const [number = ""] = line.split(" ");
  const { control } = sandbox;
  expect([...control.owned("contiguity"), ...control.owned("sinch")]).toEqual([number]);
});

it("says so when no number is offered", async () => {
  expect(await example("lease-the-cheapest", "AQ").catch((error: Error) => error.message)).toMatch(
    /No number with SMS|not a country/,
  );
});

it("adds up what all numbers cost, by currency", async () => {
  sandbox.control.leaseMany({ provider: "contiguity", count: 40 });
  sandbox.control.leaseMany({ provider: "sinch", count: 120 });
  const lines = (await example("total-spend")).trim().split("\n");
  const currencies = lines.flatMap((line) => /a month in ([A-Z]{3})$/.exec(line)?.[1] ?? []);
  expect(currencies).toContain("USD");
  expect(new Set(currencies).size).toBe(currencies.length);
  expect(currencies.length).toBeGreaterThan(1);
});

it("watches provisioning until it has failed", async () => {
  const number = specialNumbers.sinch.smsProvisioningFails;
  const { sinch } = sandbox;
  const basic = Buffer.from(`${sinch.keyId}:${sinch.keySecret}`).toString("base64");
  const response = await fetch(
    `${sinch.baseUrl}/v1/projects/${sinch.projectId}/availableNumbers/${number}:rent`,
    {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
      body: JSON.stringify({ smsConfiguration: { servicePlanId: "plan" } }),
    },
  );
  expect(response.status).toBe(200);
  const watched = example("watch-provisioning", "sinch", number);
  // It looks whether the number is held, and then watches.
  const looks = () =>
    sandbox.control
      .requests()
      .filter(({ operation, ended }) => operation === "sinch.get" && ended === "answered").length;
  await expect.poll(looks).toBeGreaterThan(1);
  sandbox.control.clock.advance(provisioningMs);
  const lines = (await watched).trim().split("\n");
  expect(lines.at(0)).toMatch(/^pending · sms (waiting|in-progress)$/);
  expect(lines.at(-1)).toBe("failed · sms failed INSUFFICIENT_BALANCE");
});

it("settles after a crash what was left open", async () => {
  const home = folder("crash", onTestFinished);
  const number = specialNumbers.contiguity.plain;
  sandbox.control.fault("contiguity.lease", { noAnswer: true, after: true });
  // A process that leases, and is gone before the answer.
  const program = `
    import { createLeaseClient, toE164 } from "@leaseline/core";
    import { accountsFromEnvironment, openLedger } from "./accounts.ts";
    const client = createLeaseClient({ accounts: accountsFromEnvironment(), ledger: openLedger() });
    await client.lease(await client.quote("contiguity", toE164("${number}")));
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: examples,
    env: { ...env, LEASELINE_HOME: home },
    stdio: "inherit",
  });
  await expect.poll(() => sandbox.control.owned("contiguity")).toEqual([number]);
  child.kill("SIGKILL");
  await once(child, "exit");
  const output = await run(process.execPath, ["reconcile-after-a-crash.ts"], {
    cwd: examples,
    env: { ...env, LEASELINE_HOME: home },
  });
  expect(output).toBe(`lease of ${number} at contiguity: committed\n`);
  expect(sandbox.control.writes()["contiguity.lease"].received).toBe(1);
});

it("receives signed webhooks, and turns others away", async () => {
  const sinchSecret = "the-secret-of-this-test";
  const child = spawn(process.execPath, ["receive-webhooks.ts", "0"], {
    cwd: examples,
    env: {
      ...env,
      CONTIGUITY_WEBHOOK_SECRET: contiguityWebhookSecret,
      SINCH_WEBHOOK_SECRET: sinchSecret,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  const port = /[0-9]+$/.exec(await next())?.[0];
  const post = async (path: string, headers: Record<string, string>, body: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers, body })).status;

  const substitution = sandbox.control.signWebhook({ type: "numbers.substitution", data: {} });
  const signed = { "contiguity-signature": substitution.signature };
  expect(await post("/contiguity", signed, substitution.rawBody)).toBe(204);
  expect(await next()).toBe("contiguity: numbers.substitution");
  expect(await post("/contiguity", signed, `${substitution.rawBody} `)).toBe(401);

  const provisioned = JSON.stringify({
    eventId: "e1",
    timestamp: "2026-04-06T08:45:27.565347123",
    projectId: "project",
    resourceId: "+12025550134",
    resourceType: "ACTIVE_NUMBER",
    eventType: "PROVISIONING_TO_SMS_PLATFORM",
    status: "SUCCEEDED",
  });
  const signature = signSinchWebhook(sinchSecret, provisioned);
  expect(await post("/sinch", { "x-sinch-signature": signature }, provisioned)).toBe(204);
  expect(await next()).toBe("sinch: PROVISIONING_TO_SMS_PLATFORM SUCCEEDED");
  expect(await post("/sinch", {}, provisioned)).toBe(401);
  expect(await post("/elsewhere", {}, provisioned)).toBe(404);
});
