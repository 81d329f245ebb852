import { strict as assert } from "node:assert";
import { accountAnswers, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import {
  reloaded,
  runCommand,
  services,
  setSetting,
  startAfresh,
  until,
} from "../support/integration/extension.js";
import { settings } from "../support/integration/known-state.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { pickNumber, type, yes } from "../support/integration/scripted-prompts.js";

/** One reading of all accounts at the sandbox: Sinch lists its types of numbers apart. */
const oneReading = { "contiguity.leased": 1, "sinch.list": 3 };
/** With the check of its keys, which lists but one type of them. */
const checkedReadingOf = {
  contiguity: { "contiguity.leased": 2 },
  sinch: { "sinch.list": 4 },
};

const reaching = {
  "spending.monthlyCaps": { USD: "500.00" },
  "spending.perLeaseCaps": { USD: "100.00" },
  "contiguity.baseUrl": "http://127.0.0.1:9",
  "sinch.baseUrl": "http://127.0.0.1:9",
  "sinch.authUrl": "http://127.0.0.1:9",
};
const others = {
  "inCode.enabled": false,
  releaseConfirmation: "button",
  ledger: "postgres://app@127.0.0.1:9/leaseline",
  "ai.allowSpending": true,
};

describe("the accounts are read", () => {
  it("once, when the sandbox is tried", async () => {
    assert.deepEqual(await askedBy(startAfresh, oneReading), oneReading);
  });

  it("once, when a window opens", async () => {
    await startAfresh();
    let close = async () => {};
    const asked = await askedBy(async () => {
      const window = await reloaded();
      ({ close } = window);
      await window.list.load();
    }, oneReading);
    await close();
    assert.deepEqual(asked, oneReading);
  });

  it("by no window that was closed", async () => {
    const { close, list } = await reloaded();
    await list.load();
    await close();
    assert.deepEqual(await askedBy(startAfresh, oneReading), oneReading);
  });

  it("once for each setting that changes how they are reached, or what may be spent", async () => {
    await startAfresh();
    for (const [name, value] of Object.entries(reaching))
      assert.deepEqual(
        [name, await askedBy(() => setSetting(name, value), oneReading)],
        [name, oneReading],
      );
  });

  it("for no other setting", async () => {
    const all = [...Object.keys(reaching), ...Object.keys(others)];
    assert.deepEqual(all.toSorted(), settings().toSorted());
    await startAfresh();
    const asked = await askedBy(async () => {
      for (const [name, value] of Object.entries(others)) await setSetting(name, value);
    });
    assert.deepEqual(asked, {});
  });

  for (const provider of providerCases) {
    const { id, name, number, search, between } = provider;
    const keys = keysOf(provider);

    it(`once, when one of ${name} is added, and when its key is replaced`, async () => {
      await goToTheSandbox();
      const answers = accountAnswers(provider, keys);
      const expected = checkedReadingOf[id];
      const add = () => runCommand("leaseline.addAccount", ...answers);
      assert.deepEqual(await askedBy(add, expected), expected);
      const replace = () => runCommand("leaseline.updateKey", ...keys.map(type));
      assert.deepEqual(await askedBy(replace, expected), expected);
    });

    it(`once, when a number of ${name} was leased, and when it was released`, async () => {
      await startAfresh();
      const lease = () => runCommand("leaseline.search", ...search(number), ...between, yes);
      assert.deepEqual(readingIn(await askedBy(lease, oneReading)), oneReading);
      const release = () =>
        runCommand("leaseline.release", pickNumber(number), type(number.slice(-4)));
      assert.deepEqual(readingIn(await askedBy(release, oneReading)), oneReading);
    });
  }
});

function readingIn(asked: Asked): Asked {
  return Object.fromEntries(Object.entries(asked).filter(([name]) => name in oneReading));
}

/** How often each operation was asked for. */
type Asked = Readonly<Record<string, number>>;

/** Longer than it takes until a window hears of what was done to the files of its accounts. */
const restMs = 1200;

/**
 * What is asked for until nothing more comes of the work. A new client fetches a token first.
 * @param atLeast - comes of it, however long that takes on a busy machine.
 */
async function askedBy(work: () => Promise<unknown>, atLeast: Asked = {}): Promise<Asked> {
  // What was begun before is over.
  await (await services()).list.load();
  const before = (await operations()).length;
  await work();
  const asked = async () => counted((await operations()).slice(before));
  await until(`${JSON.stringify(atLeast)} is asked for`, async () => {
    const now = await asked();
    return Object.entries(atLeast).every(([name, count]) => (now[name] ?? 0) >= count);
  });
  let known: number;
  do {
    known = (await operations()).length;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  } while ((await operations()).length > known);
  return asked();
}

function counted(operated: readonly string[]): Asked {
  const asked = operated.filter((name) => name !== "sinch.token");
  return Object.fromEntries(
    [...new Set(asked)].map((name) => [name, asked.filter((one) => one === name).length]),
  );
}

async function operations(): Promise<readonly string[]> {
  return (await sandboxControl.requests()).map(({ operation }) => operation);
}
