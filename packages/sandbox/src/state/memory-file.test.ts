import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { atContiguity, atControl } from "../../test/support/call.js";
import { type Sandbox, startSandbox } from "../start-sandbox.js";
import { specialNumbers } from "../catalogue/special-numbers.js";

let folder: string;
let file: string;
const open: Sandbox[] = [];
const start = async () => {
  const sandbox = await startSandbox({ file, provisioningMs: 0 });
  open.push(sandbox);
  return sandbox;
};
const startAgain = async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  return start();
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leaseline-memory-"));
  file = join(folder, "sandbox.json");
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  rmSync(folder, { recursive: true });
});

it("has what was leased when it is started anew, and what it cost", async () => {
  const sandbox = await start();
  const number = specialNumbers.contiguity.plain;
  const answer = await atContiguity(sandbox)(
    "POST",
    `/numbers/lease/${encodeURIComponent(number)}`,
    {},
  );
  expect(answer.status).toBe(200);
  const { control } = await startAgain();
  expect(control.owned("contiguity")).toEqual([number]);
  expect(control.charges("contiguity")).toMatchObject([{ number }]);
});

it("has what the control has changed, time included", async () => {
  const sandbox = await start();
  const before = sandbox.control.clock.now();
  await atControl(sandbox)("POST", "/clock", { advanceMs: 86_400_000 });
  const again = await startAgain();
  expect(again.control.clock.now() - before).toBeGreaterThanOrEqual(86_400_000);
});

it("keeps its file to its owner", async () => {
  await atControl(await start())("POST", "/reset");
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("begins anew where the file is none of its own", async () => {
  writeFileSync(file, "{ not json");
  const { control } = await start();
  expect(control.owned("sinch")).toEqual([]);
});
