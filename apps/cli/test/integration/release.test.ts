import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { untilOperation } from "../support/ledger-state.js";
import { run, start } from "../support/run.js";
import {
  longerThanAnyTest,
  sandboxHome,
  temporaryFolder,
  untilRequest,
} from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;

const held = (provider: "contiguity" | "sinch") => {
  const [number = ""] = control.leaseMany({ provider, count: 1 });
  return number;
};
const release = (number: string, flags: readonly string[]) =>
  run(["release", number, "--json", ...flags], at.environment);
const everyReadGets = (status: number) => {
  const data = { error: "Invalid or missing API key.", status };
  const body = { id: "", timestamp: 0, api_version: "v2", object: "error", data };
  for (const read of ["contiguity.get", "contiguity.leased", "contiguity.details"] as const)
    control.fault(read, { status, body, times: "always" });
};
const received = () => control.writes()["contiguity.terminate"]?.received ?? 0;

describe("release, without a terminal", () => {
  it("gives a number back at once where the provider does so", async () => {
    const number = held("contiguity");
    const { exitCode, document } = await release(number, ["--yes", "--confirm", number.slice(-4)]);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ lease: { number, state: "released" } });
    expect(control.owned("contiguity")).toEqual([]);
  });

  it("says until when a number is held where the provider keeps it", async () => {
    const number = held("sinch");
    const { exitCode, stdout } = await run(
      ["release", number, "--yes", "--confirm", number.slice(-4)],
      at.environment,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Releasing\. \+\d+ is held until \d{4}-\d\d-\d\d\./);
  });

  it.each([
    ["without a word of consent", []],
    ["with --yes alone", ["--yes"]],
    ["with digits and without --yes", ["--confirm", "same"]],
    ["with other digits", ["--yes", "--confirm", "0000"]],
  ])("sends nothing %s", async (_, flags) => {
    const number = held("contiguity");
    const said = flags.map((flag) => (flag === "same" ? number.slice(-4) : flag));
    const { exitCode, document } = await release(number, said);
    expect(exitCode).toBe(5);
    expect(document()).toMatchObject({ error: { kind: "consent-missing", spent: "nothing" } });
    expect(received()).toBe(0);
  });

  it("says that the number is not held", async () => {
    const { exitCode, document } = await release(plain, ["--yes", "--confirm", "0100"]);
    expect(exitCode).toBe(4);
    expect(document()).toMatchObject({ error: { kind: "not-leased" } });
  });

  it("is done where another ledger has begun it: nothing is asked, and nothing sent", async () => {
    const number = held("sinch");
    const flags = ["--yes", "--confirm", number.slice(-4)];
    await release(number, flags);
    const elsewhere = { ...at.environment, LEASELINE_HOME: temporaryFolder() };
    const { exitCode, document } = await run(["release", number, "--json"], elsewhere);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({
      lease: { number, state: "releasing" },
      operation: null,
      already: true,
    });
    const again = await release(number, []);
    expect(again.document()).toMatchObject({ operation: expect.any(String), already: true });
    expect(control.writes()["sinch.release"]?.received).toBe(1);
  });

  it("sends nothing for a number that two accounts hold before one of them is named", async () => {
    const number = held("contiguity");
    const body = {
      phoneNumber: number,
      regionCode: "US",
      type: "LOCAL",
      capability: ["SMS"],
      projectId: at.sandbox.sinch.projectId,
    };
    control.fault("sinch.get", { status: 200, body, times: "always" });
    const flags = ["--yes", "--confirm", number.slice(-4)];
    const { exitCode, document } = await release(number, flags);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({
      error: { kind: "usage", message: expect.stringContaining("--account"), spent: "nothing" },
    });
    expect(received()).toBe(0);
    const named = await release(number, [...flags, "--account", "contiguity"]);
    expect(named.exitCode).toBe(0);
    expect(received()).toBe(1);
  });

  it("sends nothing where an account that cannot be asked may hold the number too, before one is named", async () => {
    const number = held("contiguity");
    control.fault("sinch.get", { status: 403, body: {}, times: "always" });
    const flags = ["--yes", "--confirm", number.slice(-4)];
    const { exitCode, document } = await release(number, flags);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({
      error: { kind: "usage", message: expect.stringContaining("--account"), spent: "nothing" },
    });
    expect(received()).toBe(0);
    const named = await release(number, [...flags, "--account", "contiguity"]);
    expect(named.exitCode).toBe(0);
    expect(received()).toBe(1);
  });

  it("ends with 3 while the number is on its way to be leased: that may have been spent on", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const price = ["--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
    const { child } = start(
      ["lease", plain, "--account", "contiguity", "--yes", ...price],
      at.environment,
    );
    await untilOperation(at.home, "sent");
    const { exitCode, document } = await release(plain, ["--yes", "--confirm", plain.slice(-4)]);
    expect(exitCode).toBe(3);
    const holder = `process ${child.pid}`;
    expect(document()).toMatchObject({
      error: {
        kind: "in-progress",
        message: expect.stringContaining(`by ${holder}, since 20`),
        spent: "unknown",
        by: { holder },
      },
    });
    const { document: all } = await run(["operations", "--json"], at.environment);
    expect(all()).toMatchObject({ operations: [{ state: "sent", holder }] });
  });

  it("ends with 3 on Ctrl+C after it was sent", async () => {
    const number = held("contiguity");
    control.fault("contiguity.terminate", { noAnswer: true, after: true });
    const running = start(
      ["release", number, "--yes", "--confirm", number.slice(-4), "--json"],
      at.environment,
    );
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.terminate");
    running.child.kill("SIGINT");
    const { exitCode, document } = await running.ended;
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
    expect(received()).toBe(1);
  });

  it("says of one that was begun that its outcome is not known, while no read is answered", async () => {
    const number = held("contiguity");
    const flags = ["--yes", "--confirm", number.slice(-4)];
    control.fault("contiguity.terminate", { noAnswer: true, after: true });
    const first = start(["release", number, ...flags], at.environment);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.terminate");
    first.child.kill("SIGINT");
    await first.ended;
    everyReadGets(500);
    const { exitCode, document } = await release(number, flags);
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({
      error: {
        kind: "outcome-unknown",
        message: expect.stringContaining("may go on being spent"),
        spent: "unknown",
      },
    });
    expect(received()).toBe(1);
  });

  it("speaks of the key alone where nothing was begun", async () => {
    const number = held("contiguity");
    everyReadGets(401);
    const { exitCode, document } = await release(number, ["--yes", "--confirm", number.slice(-4)]);
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "unauthorized", spent: "nothing" } });
  });
});
