import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { untilOperation } from "../support/ledger-state.js";
import { loadedBefore, start } from "../support/run.js";
import { longerThanAnyTest, sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const starting = (words: readonly string[]) =>
  start([...words, "--json"], {
    ...at.environment,
    NODE_OPTIONS: loadedBefore("throws-when-told.cjs"),
  });
const leasing = ["lease", plain, "--account", "contiguity", "--yes"];
const agreed = ["--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];

describe("an error that nobody catches", () => {
  it("ends a lease that was sent with 3", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const running = starting([...leasing, ...agreed]);
    await untilOperation(at.home, "sent");
    running.child.kill("SIGUSR2");
    const { exitCode, document } = await running.ended;
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({
      error: {
        kind: "defect",
        message: expect.stringContaining("leaseline reconcile"),
        spent: "unknown",
      },
    });
  });

  it("ends a release that was sent with 3", async () => {
    const [number = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
    control.latency(longerThanAnyTest, "contiguity.terminate");
    const running = starting(["release", number, "--yes", "--confirm", number.slice(-4)]);
    await untilOperation(at.home, "sent");
    running.child.kill("SIGUSR2");
    expect((await running.ended).exitCode).toBe(3);
  });

  it("ends with 1 what has sent nothing", async () => {
    control.latency(longerThanAnyTest, "contiguity.get");
    const running = starting([...leasing, ...agreed]);
    await untilRequest(at.sandbox, "contiguity.get");
    running.child.kill("SIGUSR2");
    const { exitCode, document } = await running.ended;
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "defect", spent: "nothing" } });
  });
});
