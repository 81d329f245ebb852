import { defaultCatalogue, type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// The documentation's own code is in test/fixture/documented, word for word but for the import and the key.
const documented = (name: string) =>
  import(new URL(`../../../test/fixture/documented/${name}.ts`, import.meta.url).href);

/** The number that the documentation leases. */
const named = "+1234567890";
const receiver = "+19876543210";

let sandbox: Sandbox;
const log = vi.spyOn(console, "log");

beforeEach(async () => {
  sandbox = await startSandbox({ catalogue: withDocumentedNumber() });
  vi.resetModules();
  vi.stubEnv("DOCUMENTED_API_KEY", sandbox.contiguity.apiKey);
  vi.stubEnv("DOCUMENTED_BASE_URL", sandbox.contiguity.baseUrl);
  log.mockReset().mockReturnValue(undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});

describe("Contiguity's documentation, as it is written", () => {
  it("runs its quick example: lists, leases and sends a text", async () => {
    await documented("quick-example");
    expect(operations()).toEqual([
      "contiguity.available",
      "contiguity.lease",
      "contiguity.get",
      "contiguity.send-text",
    ]);
    expect(sandbox.control.owned("contiguity")).toEqual([named]);
    expect(sandbox.control.texts()).toMatchObject([
      { from: named, to: receiver, message: "Hello from my leased number!" },
    ]);
  });

  it("runs its complete workflow with the first number of the list", async () => {
    await documented("complete-workflow");
    // Nothing of it is awaited by whoever imports it.
    await expect.poll(() => log).toHaveBeenCalledTimes(3);
    expect(log.mock.calls).toMatchObject([
      [`Leasing number: ${named}`],
      ["Lease details:", { id: named, available: false, lease_id: expect.any(String) }],
      ["All leased numbers:", [{ id: named }]],
    ]);
    expect(sandbox.control.charges("contiguity")).toHaveLength(1);
    expect(sandbox.control.texts()).toMatchObject([
      { from: named, to: receiver, message: "This message is from my leased number!" },
    ]);
  });

  it("runs every example between the two", async () => {
    await documented("examples");
    expect(log.mock.calls).toMatchObject([
      ["Available numbers:", expect.any(Array)],
      ["Number is available for leasing"],
      ["Leased number:", { number: named, status: "active" }],
      ["My leased numbers:", [{ id: named }]],
      ["Lease details:", { id: named, lease_status: "active" }],
      ["Lease terminated"],
    ]);
    expect(sandbox.control.writes()).toMatchObject({
      "contiguity.lease": { received: 2, committed: 2 },
      "contiguity.terminate": { received: 1, committed: 1 },
    });
  });
});

function operations(): readonly string[] {
  return sandbox.control.requests().map(({ operation }) => operation);
}

/** What the sandbox offers, with the documentation's number in front. */
function withDocumentedNumber() {
  const { contiguity } = defaultCatalogue();
  const [plain] = contiguity;
  if (!plain) throw new Error("the sandbox offers nothing");
  return { contiguity: [{ ...plain, number: named }, ...contiguity] };
}
