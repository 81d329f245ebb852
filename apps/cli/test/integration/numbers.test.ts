import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { run, start } from "../support/run.js";
import { provisioningMs, sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const atSinch = specialNumbers.sinch;

interface Listed {
  readonly number: string;
  readonly account: string;
  readonly features: readonly string[];
  readonly type: string | null;
}

describe("list", () => {
  it("lists every page of every account", async () => {
    control.leaseMany({ provider: "sinch", count: 130 });
    control.leaseMany({ provider: "contiguity", count: 30 });
    const { exitCode, document } = await run(["list", "--json"], at.environment);
    expect(exitCode).toBe(0);
    const leases = document()["leases"] as Listed[];
    expect(new Set(leases.map(({ number }) => number)).size).toBe(160);
    const one = await run(["list", "--account", "contiguity", "--json"], at.environment);
    expect(one.document()["leases"]).toHaveLength(30);
  });

  it("tells what cannot be read of a list beside the rest, and that it is not the whole", async () => {
    const [odd = "", ...others] = control.leaseMany({ provider: "contiguity", count: 3 });
    const change = [{ at: "/data/numbers/0/id", to: "72345" }];
    control.fault("contiguity.leased", { change, times: "always" });
    const { exitCode, document } = await run(["list", "--json"], at.only("contiguity"));
    expect(exitCode).toBe(1);
    const { leases, leftOut } = document();
    expect((leases as Listed[]).map((lease) => lease.number)).toEqual(others);
    expect(others).not.toContain(odd);
    expect(leftOut).toEqual([
      {
        account: "contiguity",
        reason: "unread",
        count: 1,
        message: expect.stringContaining("1 of what contiguity says cannot be read"),
      },
    ]);
    const spend = await run(["spend"], at.only("contiguity"));
    expect(spend.exitCode).toBe(1);
    expect(spend.stderr).toContain("1 of what contiguity says cannot be read");
  });

  it("says that there are none", async () => {
    const { stdout, exitCode } = await run(["list"], at.environment);
    expect({ stdout, exitCode }).toEqual({ stdout: "No numbers are leased.\n", exitCode: 0 });
  });

  it("does not say so where it could not read what there is", async () => {
    control.leaseMany({ provider: "contiguity", count: 1 });
    const change = [{ at: "/data/numbers/0/id", to: "72345" }];
    control.fault("contiguity.leased", { change, times: "always" });
    const { stdout, exitCode } = await run(["list"], at.only("contiguity"));
    expect({ stdout, exitCode }).toEqual({ stdout: "No numbers were read.\n", exitCode: 1 });
    const elsewhere = { ...at.environment, LEASELINE_CONTIGUITY_URL: "http://127.0.0.1:9" };
    expect((await run(["list"], elsewhere)).stdout).not.toContain("No numbers are leased");
  });

  it("lets go when nobody reads its output any more", async () => {
    control.leaseMany({ provider: "sinch", count: 200 });
    const { exitCode, stderr } = await run(["list", "--json"], at.environment);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });
});

describe("show", () => {
  it("shows a number that an account holds", async () => {
    const [number = ""] = control.leaseMany({ provider: "sinch", count: 1 });
    const { exitCode, document } = await run(["show", number, "--json"], at.environment);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ lease: { number, account: "sinch", state: "active" } });
    const { stdout } = await run(["show", number], at.environment);
    expect(stdout).toMatch(/State +active/);
  });

  it("says that no account holds a number", async () => {
    const { exitCode, document } = await run(["show", plain, "--json"], at.environment);
    expect(exitCode).toBe(4);
    expect(document()).toMatchObject({ error: { kind: "not-leased" } });
  });

  it("does not say so while an account cannot be asked", async () => {
    control.fault("sinch.get", { html: true, times: "always" });
    const { exitCode, document } = await run(["show", plain, "--json"], at.environment);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "no-answer" } });
  });
});

describe("watch", () => {
  const lease = (number: string) =>
    run(
      [
        "lease",
        number,
        "--account",
        "sinch",
        "--yes",
        "--connect",
        "sms=plan",
        "--expect-price",
        price(number),
      ],
      at.environment,
    );
  const price = (number: string) => (number === atSinch.plain ? "0.80 USD" : "2.00 USD");

  it("follows a number until it is set up, telling of it on stderr", async () => {
    await lease(atSinch.plain);
    const watching = start(["watch", atSinch.plain, "--json"], at.environment);
    // Told of as it is, before it goes on.
    await watching.says("is being set up");
    control.clock.advance(provisioningMs);
    const { exitCode, document, stderr } = await watching.ended;
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({
      lease: { state: "active", provisioning: [{ feature: "sms", state: "ready" }] },
    });
    expect(stderr).toMatch(/is being set up[^]*is active/);
  });

  it("ends with 1 on Ctrl+C, having changed nothing", async () => {
    await lease(atSinch.plain);
    const watching = start(["watch", atSinch.plain, "--json"], at.environment);
    await watching.says("is being set up");
    watching.child.kill("SIGINT");
    const { exitCode, document } = await watching.ended;
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "cancelled", spent: "nothing" } });
  });

  it("ends with 1 when the setting up has failed, and says why and what to do", async () => {
    await lease(atSinch.smsProvisioningFails);
    control.clock.advance(provisioningMs);
    const { exitCode, stdout } = await run(["watch", atSinch.smsProvisioningFails], at.environment);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("failed: INSUFFICIENT_BALANCE");
    expect(stdout).toContain("The account's balance is too low to connect the number.");
    expect(stdout).toContain("Add funds in Sinch's dashboard");
  });
});

describe("spend", () => {
  it("adds up each currency by itself, and says what is charged next", async () => {
    await run(
      [
        "lease",
        plain,
        "--account",
        "contiguity",
        "--yes",
        "--expect-price",
        "2.99 USD",
        "--expect-setup",
        "1.99 USD",
      ],
      at.environment,
    );
    await run(
      ["lease", atSinch.swedishMobile, "--account", "sinch", "--yes", "--expect-price", "25 SEK"],
      at.environment,
    );
    const { exitCode, document } = await run(["spend", "--json"], at.environment);
    expect(exitCode).toBe(0);
    const { monthly, nextCharges } = document();
    expect(monthly).toHaveLength(2);
    expect(monthly).toEqual(
      expect.arrayContaining([
        { amount: "2.99", currency: "USD" },
        { amount: "25.00", currency: "SEK" },
      ]),
    );
    expect(nextCharges).toEqual([
      expect.objectContaining({
        number: atSinch.swedishMobile,
        account: "sinch",
        at: expect.any(String),
      }),
    ]);
    const { stdout } = await run(["spend"], at.environment);
    expect(stdout).toContain("A month, all numbers");
    expect(stdout).toContain("NEXT CHARGE");
  });
});
