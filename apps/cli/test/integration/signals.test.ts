import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { operationsIn, untilOperation } from "../support/ledger-state.js";
import { onTerminal } from "../support/on-terminal.js";
import { keptOpen, program, start } from "../support/run.js";
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

  it("while nobody reads its answer ends it with 1: a part is not taken for the whole", async () => {
    const words = ["search", "--country", "US", "--json"];
    const child = spawn(process.execPath, [program, ...words], { env: { ...at.environment } });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "exit");
    // It holds more than there is room for on the way, and nothing takes it from there.
    await once(child.stdout, "readable");
    child.kill(signal);
    expect(await ended).toEqual([1, null]);
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
  it("ends with 1 what has sent nothing, and waits for nothing any more", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const running = start([...leasing, ...agreed], {
      ...at.environment,
      // It takes the connection, and says nothing, which is put up with for some seconds.
      LEASELINE_LEDGER: `postgres://nobody@127.0.0.1:${port}/none`,
    });
    const [socket] = await once(server, "connection");
    onTestFinished(() => socket.destroy());
    running.child.kill("SIGTERM");
    running.child.kill("SIGHUP");
    const { exitCode, stderr } = await running.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
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
