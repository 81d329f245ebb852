import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type AccountIdentity, toE164 } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { untilOperation } from "../support/ledger-state.js";
import { freeze, loadedBefore, run, start } from "../support/run.js";
import { sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const price = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const leasing = ["lease", plain, "--account", "contiguity", ...price];
const path = () => join(at.home, "ledger.sqlite");
const request = {
  kind: "lease",
  // The form that it has is told by its type's docstring.
  identity: "sinch|https://numbers.api.sinch.com|p" as AccountIdentity,
  account: "team",
  price: null,
  lease: null,
  key: null,
} as const;
const status = async () =>
  (await run(["ledger", "status", "--json"], { LEASELINE_HOME: at.home })).document()["ledger"];

describe("the status of a ledger", () => {
  it("says which one it is, without a key, and sends nothing", async () => {
    expect(await status()).toMatchObject({
      place: expect.stringContaining("ledger.sqlite"),
      version: expect.any(Number),
      sessions: [],
      open: 0,
      needsAttention: 0,
      openSince: null,
      oldestOpen: [],
      lists: [],
      caps: [],
      rewound: false,
      movingTo: null,
      notices: [],
    });
    expect(control.requests()).toEqual([]);
    const { stdout } = await run(["ledger"], { LEASELINE_HOME: at.home });
    expect(stdout).toContain(path());
    expect(stdout).toMatch(/^Sessions +none$/m);
  });

  it("says whose sessions live and what they have open, and what is open when they are gone", async () => {
    control.hold("contiguity.lease");
    const running = start(leasing, at.environment);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.lease");
    freeze(running);
    expect(await status()).toMatchObject({
      sessions: [
        { holder: `process ${running.child.pid}`, open: 1, since: expect.stringMatching(/Z$/) },
      ],
      open: 1,
      openSince: expect.stringMatching(/Z$/),
      oldestOpen: [{ number: plain, state: "sent", holder: `process ${running.child.pid}` }],
    });
    const { stdout } = await run(["ledger"], { LEASELINE_HOME: at.home });
    expect(stdout).toMatch(/^Sessions +1$/m);
    expect(stdout).toMatch(
      new RegExp(`\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +lease +\\${plain} +sent`),
    );
    running.child.kill("SIGKILL");
    await running.ended;
    expect(await status()).toMatchObject({ sessions: [], open: 1 });
    control.letGo();
  });

  it("names what has been open for longest, and how much more there is", async () => {
    const ledger = sqliteLedger({ path: path() });
    const numbers = [0, 1, 2, 3, 4, 5].map((digit) => `+1305555010${digit}`);
    for (const text of numbers) {
      const number = toE164(text);
      if (number) await ledger.claim({ ...request, number });
    }
    await ledger.close();
    const found = await status();
    expect(found).toMatchObject({
      open: 6,
      oldestOpen: numbers.slice(0, 5).map((number) => ({ number, provider: "sinch" })),
    });
    const { stdout } = await run(["ledger"], { LEASELINE_HOME: at.home });
    expect(stdout).toContain("the oldest of 6");
    expect(stdout).not.toContain(numbers[5]);
  });

  it("says when each account was last read, and what is wrong with the file", async () => {
    await run(["list"], at.environment);
    const lists = ["contiguity", "sinch"].map((account) => ({
      account,
      numbers: 0,
      readAt: expect.stringMatching(/Z$/),
      whole: true,
    }));
    expect(await status()).toMatchObject({ lists: expect.arrayContaining(lists) });
    // As a file is that was restored from yesterday.
    const database = new DatabaseSync(path());
    database.exec("UPDATE counter SET position = 0");
    database.close();
    expect(await status()).toMatchObject({
      rewound: true,
      notices: [expect.stringContaining("after a restore")],
    });
    const { stderr } = await run(["ledger", "status"], { LEASELINE_HOME: at.home });
    expect(stderr).toContain("nor before every account has been read after that:");
    await run(["list"], at.environment);
    expect(await status()).toMatchObject({ rewound: true });
    // With the first one, lists begin to count.
    const later = { ...at.environment, NODE_OPTIONS: loadedBefore("awake-for-longer.cjs") };
    for (const _ of [1, 2]) await run(["list"], later);
    expect(await status()).toMatchObject({
      rewound: false,
      notices: [expect.stringContaining("has been read since")],
    });
  });

  it("of a later version is told, and it is left as it is", async () => {
    const ledger = sqliteLedger({ path: path() });
    await ledger.setCaps([]);
    await ledger.close();
    const database = new DatabaseSync(path());
    database.exec("PRAGMA user_version = 99");
    database.close();
    const { exitCode, document } = await run(["ledger", "status", "--json"], {
      LEASELINE_HOME: at.home,
    });
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "ledger-unavailable", spent: "nothing" } });
  });
});
