import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { operationsIn, untilOperation } from "../support/ledger-state.js";
import { onTerminal } from "../support/on-terminal.js";
import { keptOpen, start } from "../support/run.js";
import { longerThanAnyTest, sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { contiguity, control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const leasing = ["lease", plain, "--account", "contiguity"];
const agreed = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const received = () => control.writes()["contiguity.lease"]?.received ?? 0;
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

describe.each(signals)("one %s", (signal) => {
  it("at the question of a lease ends it with 1, and nothing was sent", async () => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(`Lease ${plain}`);
    terminal.kill(signal);
    expect(await terminal.ended).toBe(1);
    expect(received()).toBe(0);
    expect(await operationsIn(at.home)).toEqual([]);
  });

  it("at the digits of a release ends it with 1, and nothing was sent", async () => {
    const [number = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
    const terminal = onTerminal(["release", number], at.environment);
    await terminal.shows("Type its last four digits");
    terminal.kill(signal);
    expect(await terminal.ended).toBe(1);
    expect(control.owned("contiguity")).toEqual([number]);
  });

  it("at the question for a key ends it with 1", async () => {
    const terminal = onTerminal(["accounts", "add", "contiguity"], {
      LEASELINE_HOME: at.home,
      LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
    });
    await terminal.shows("API key");
    terminal.kill(signal);
    expect(await terminal.ended).toBe(1);
  });

  it("while keys are awaited on stdin ends it with 1", async () => {
    const running = start(["accounts", "add", "contiguity"], { LEASELINE_HOME: at.home }, keptOpen);
    await running.says("from stdin");
    running.child.kill(signal);
    expect((await running.ended).exitCode).toBe(1);
  });

  it("after the request was sent ends it with 3", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const running = start([...leasing, ...agreed], at.environment);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.lease");
    running.child.kill(signal);
    expect((await running.ended).exitCode).toBe(3);
  });
});

describe("a second signal", () => {
  it("ends with 1 what has sent nothing", async () => {
    control.latency(longerThanAnyTest, "contiguity.get");
    const running = start([...leasing, ...agreed], at.environment);
    await untilRequest(at.sandbox, "contiguity.get");
    running.child.kill("SIGTERM");
    running.child.kill("SIGHUP");
    expect((await running.ended).exitCode).toBe(1);
    expect(received()).toBe(0);
  });

  it("ends with 3 what has", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const running = start([...leasing, ...agreed], at.environment);
    await untilOperation(at.home, "sent");
    running.child.kill("SIGTERM");
    running.child.kill("SIGHUP");
    expect((await running.ended).exitCode).toBe(3);
  });
});
