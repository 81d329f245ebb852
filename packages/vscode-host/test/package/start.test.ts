import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../src/browser/launch-browser.js";
import { writeVsix } from "../../src/host/write-vsix.js";
import { HostError } from "../../src/index.js";
import { runStart } from "../../src/start/run-start.js";
import { writeFixtureVsix } from "../support/fixture-vsix.js";

const installingMs = 600_000;
const flags = { browser: true, port: 0, open: false };

/** A packaged extension with what Leaseline's has of a person's first moments. */
async function writeLikeLeaseline(folder: string): Promise<void> {
  const media = { markdown: "step.md" };
  const step = { id: "connect", title: "Connect", description: "First.", media };
  const walkthrough = {
    id: "first-steps",
    title: "What to do first",
    description: "",
    steps: [step],
  };
  const view = { id: "leaseline.numbers", name: "Phone Numbers" };
  const container = { id: "leaseline", title: "Phone Numbers", icon: "icon.svg" };
  const extension = {
    name: "leaseline",
    publisher: "leaseline",
    version: "0.0.1",
    engines: { vscode: "^1.120.0" },
    main: "./extension.cjs",
    contributes: {
      viewsContainers: { activitybar: [container] },
      views: { leaseline: [view] },
      viewsWelcome: [{ view: view.id, contents: "Nothing here yet" }],
      walkthroughs: [walkthrough],
    },
  };
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify(extension));
  const main = `const { window } = require("vscode");
exports.activate = () => window.registerTreeDataProvider("${view.id}", { getChildren: () => [] });`;
  await writeFile(join(folder, "extension.cjs"), main);
  await writeVsix(folder, join(folder, "leaseline.vsix"));
}

describe("npm start", () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    await writeFixtureVsix(join(scratch, "leaseline.vsix"));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it("says where it runs, and no longer runs there once it is stopped", async () => {
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
  });

  it("shows a person Phone Numbers, and what to do first", async () => {
    const print = vi.spyOn(console, "log").mockReturnValue();
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const folder = join(scratch, "with-first-steps");
    await writeLikeLeaseline(folder);
    const running = runStart(flags, stopped, folder);
    await Promise.race([vi.waitUntil(() => print.mock.calls.length > 0, installingMs), running]);
    const url = String(print.mock.calls[0]?.[0]).replace("Leaseline is running at ", "");
    print.mockRestore();
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.getByRole("heading", { name: "What to do first" }).waitFor({ timeout: 60_000 });
      await page.locator(".sidebar", { hasText: "Nothing here yet" }).waitFor();
      expect(page.url()).not.toContain("token");
    } finally {
      await browser.close();
      stop();
      await running;
    }
  });

  it("fails without a packaged extension", async () => {
    const running = runStart(flags, new Promise(() => {}), join(scratch, "missing"));
    await expect(running).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "no-vsix",
    );
  });
});
