import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { HostError } from "../../src/index.js";
import { runStart } from "../../src/start/run-start.js";
import { writeFixtureVsix } from "../support/fixture-vsix.js";

const installingMs = 180_000;
const flags = { browser: true, port: 0, open: false };

describe("npm start", () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    await writeFixtureVsix(join(scratch, "leaseline.vsix"));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it(
    "says where it runs, and no longer runs there once it is stopped",
    async () => {
      const print = vi.spyOn(console, "log").mockReturnValue();
      let stop: (() => void) | undefined;
      const stopped = new Promise<void>((resolve) => {
        stop = resolve;
      });
      const running = runStart(flags, stopped, scratch);
      await Promise.race([vi.waitUntil(() => print.mock.calls.length > 0, installingMs), running]);
      const line = String(print.mock.calls[0]?.[0]);
      print.mockRestore();
      expect(line).toMatch(
        /^Leaseline is running at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}&folder=\//,
      );
      const url = line.replace("Leaseline is running at ", "");
      expect((await fetch(url)).status).toBe(200);
      expect((await fetch(url.replace(/token=[^&]*&/, ""))).status).toBe(403);
      stop?.();
      await running;
      await expect(fetch(url)).rejects.toThrow("fetch failed");
    },
    installingMs,
  );

  it("fails without a packaged extension", async () => {
    const running = runStart(flags, new Promise(() => {}), join(scratch, "missing"));
    await expect(running).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "no-vsix",
    );
  });
});
