import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { contiguity, control, sinch } = at.sandbox;
/** No desktop session is there to keep a secret, on any machine. */
const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
const linux = process.platform === "linux";

describe("accounts", () => {
  it("lists those that the environment makes", async () => {
    const { exitCode, document } = await run(["accounts", "list", "--json"], at.environment);
    expect(exitCode).toBe(0);
    expect(document()).toEqual({
      accounts: [
        { id: "contiguity", provider: "contiguity", source: "environment" },
        { id: "sinch", provider: "sinch", source: "environment" },
      ],
    });
    expect(control.requests()).toEqual([]);
  });

  it("checks the keys of each with a read", async () => {
    const environment = { ...at.environment, CONTIGUITY_API_KEY: "contiguity_sk_wrong" };
    const { exitCode, document } = await run(["accounts", "check", "--json"], environment);
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({
      accounts: [
        { id: "contiguity", accepted: false, error: { kind: "unauthorized", spent: "nothing" } },
        { id: "sinch", accepted: true, error: null },
      ],
    });
    expect((await run(["accounts", "check", "sinch"], environment)).exitCode).toBe(0);
  });

  it("says which variable is missing", async () => {
    const { SINCH_KEY_ID: _, ...rest } = at.only("sinch") as Record<string, string>;
    const { exitCode, document } = await run(["list", "--json"], rest);
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({
      error: {
        kind: "bad-credentials",
        message: expect.stringContaining("SINCH_KEY_ID is not set"),
      },
    });
  });

  it("says so beside what another account holds, and is not done then", async () => {
    const { SINCH_KEY_ID: _, ...rest } = at.environment;
    const { exitCode, document } = await run(["list", "--json"], rest);
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({
      leases: [],
      errors: [{ account: "sinch", message: expect.stringContaining("SINCH_KEY_ID is not set") }],
    });
  });

  it("does not remove one that the environment makes", async () => {
    const { exitCode, stderr } = await run(["accounts", "remove", "sinch"], at.environment);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("comes from the environment");
  });

  it("takes no key as an argument", async () => {
    const { exitCode, document } = await run(
      ["accounts", "add", "contiguity", contiguity.apiKey, "--json"],
      { LEASELINE_HOME: at.home },
    );
    expect(exitCode).toBe(2);
    expect(JSON.stringify(document())).not.toContain(contiguity.apiKey);
  });

  it("does not add a key that the provider does not accept", async () => {
    const { exitCode, document } = await run(
      ["accounts", "add", "contiguity", "--json"],
      { LEASELINE_HOME: at.home, LEASELINE_CONTIGUITY_URL: contiguity.baseUrl },
      "contiguity_sk_wrong\n",
    );
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "unauthorized" } });
  });

  it("wants all the keys of a provider on stdin", async () => {
    const { exitCode, document } = await run(
      ["accounts", "add", "sinch", "--json"],
      { LEASELINE_HOME: at.home },
      "only-one\n",
    );
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({
      error: { message: expect.stringContaining("project ID, access key ID, access key secret") },
    });
  });

  it.runIf(linux)("keeps nothing, and says why, where there is no keychain", async () => {
    const { exitCode, document } = await run(
      ["accounts", "add", "sinch", "--json"],
      {
        LEASELINE_HOME: at.home,
        LEASELINE_SINCH_URL: sinch.baseUrl,
        LEASELINE_SINCH_AUTH_URL: sinch.authUrl,
        ...withoutKeychain,
      },
      `${sinch.projectId}\n${sinch.keyId}\n${sinch.keySecret}\n`,
    );
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({
      error: { kind: "keychain-unavailable", message: expect.stringContaining("keychain") },
    });
    expect(textsIn(at.home).filter((text) => text.includes(sinch.keySecret))).toEqual([]);
    const { stdout } = await run(["accounts", "list", "--json"], { LEASELINE_HOME: at.home });
    expect(JSON.parse(stdout)).toEqual({ accounts: [] });
  });

  it.runIf(linux)(
    "lists the others beside one whose keys cannot be had, and says that it is not the whole",
    async () => {
      writeFileSync(
        join(at.home, "accounts.json"),
        JSON.stringify({ accounts: [{ id: "work", provider: "sinch" }] }),
      );
      const [number] = control.leaseMany({ provider: "contiguity", count: 1 });
      const environment = { ...at.only("contiguity"), ...withoutKeychain };
      const { exitCode, document } = await run(["list", "--json"], environment);
      expect(exitCode).toBe(7);
      expect(document()).toMatchObject({
        leases: [{ number, account: "contiguity" }],
        errors: [{ account: "work", kind: "keychain-unavailable", spent: "nothing" }],
      });
      const told = await run(["list"], environment);
      expect(told.exitCode).toBe(7);
      expect(told.stdout).toContain(number);
      expect(told.stderr).toContain("work could not be read to its end: This machine's keychain");
      const one = await run(["list", "--account", "contiguity", "--json"], environment);
      expect(one.exitCode).toBe(0);
    },
  );
});

describe("keys", () => {
  it("are in no output and in no file", async () => {
    const { plain } = specialNumbers.sinch;
    const leasing = ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
    const outputs = [];
    for (const words of [
      [...leasing, "--dry-run"],
      leasing,
      leasing,
      ["list", "--json"],
      ["spend"],
      ["search", "--country", "US", "--type", "mobile"],
      ["operations", "--json"],
      ["reconcile", "--json"],
      ["accounts", "check", "--json"],
      ["release", plain, "--yes", "--confirm", plain.slice(-4), "--key", "job-1"],
      ["abandon", "no-such-operation"],
    ])
      outputs.push(await run(words, at.environment));
    const texts = [
      ...outputs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
      ...textsIn(at.home),
    ];
    for (const key of [contiguity.apiKey, sinch.keySecret])
      expect(texts.filter((text) => text.includes(key))).toEqual([]);
  });

  it("go to no address that could be overheard", async () => {
    const { exitCode, document } = await run(["list", "--json"], {
      ...at.only("contiguity"),
      LEASELINE_CONTIGUITY_URL: "http://example.com",
    });
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({
      error: { kind: "usage", message: expect.stringContaining("https://") },
    });
  });
});

/** What stands in the files of a folder, and of those below it. */
function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"));
}
