import { LeaseError, type LeaseFailure } from "@leaseline/core";
import { ledgerAddress, nothingLeftBehind } from "@leaseline/core/node";
import { describe, expect, it } from "vitest";
import { escape, scriptedPrompts, type } from "../../test/support/integration/scripted-prompts.js";
import { type LedgerChooser, useOwnLedger, useSharedLedger } from "./choose-ledger.js";

const address = "postgres://fleet@db.example:5432/leaseline";

/** A person who types this, answer by answer, and gives up where there is none. */
function person(
  typed: readonly string[],
  {
    failure = null,
    open = 0,
    operations = 0,
    before = "",
  }: {
    readonly failure?: LeaseFailure | null;
    readonly open?: number;
    readonly operations?: number;
    readonly before?: string;
  } = {},
) {
  const [chosen, tried]: [unknown[], unknown[]] = [[], []];
  const prompts = scriptedPrompts(...typed.map(type), escape);
  const tools: LedgerChooser = {
    prompts,
    address: () => before,
    takeApart: ledgerAddress,
    tryOut: async (where, password) => {
      tried.push([where, password]);
      if (failure) throw new LeaseError(failure);
    },
    leftHere: async () => ({ ...nothingLeftBehind, open, operations }),
    choose: async (shared) => void chosen.push(shared),
    reload: () => {},
  };
  return { tools, told: prompts.texts, chosen, tried, questions: prompts.typeQuestions };
}

describe("a shared ledger", () => {
  it("is tried before it is chosen, and its password is typed where nobody reads it", async () => {
    const { tools, told, chosen, tried, questions } = person([address, "s3cret"]);
    await useSharedLedger(tools);
    expect(tried).toEqual([[address, "s3cret"]]);
    expect(chosen).toEqual([{ address, password: "s3cret" }]);
    expect(questions.map(({ masked }) => masked ?? false)).toEqual([false, true]);
    expect(told).toEqual([expect.stringContaining("reloaded")]);
    expect(told.join()).not.toContain("s3cret");
  });

  it("has the environment's password where none is typed", async () => {
    const { tools, chosen } = person([address, ""]);
    await useSharedLedger(tools);
    expect(chosen).toEqual([{ address, password: null }]);
  });

  it("is not chosen where it cannot be opened, and it is said why", async () => {
    const reason = "The database does not let this role in.";
    const failure = { kind: "bad-input", field: "ledger", reason } as const;
    const { tools, told, chosen } = person([address, "wrong"], { failure });
    await useSharedLedger(tools);
    expect(chosen).toEqual([]);
    expect(told).toEqual([expect.stringContaining(reason)]);
  });

  it("is chosen with a word on what does not hold there: nobody takes this machine's limits for everybody's", async () => {
    const { tools, told } = person([address, ""], { operations: 1 });
    await useSharedLedger(tools);
    expect(told).toEqual([
      expect.stringMatching(
        /reloaded\..* stays there, its limits .*“leaseline ledger move postgres/,
      ),
    ]);
  });

  it("is let go of with a word on who goes on with it", async () => {
    const before = address.replace("fleet@", "fleet:s3cret@");
    const { tools, told, chosen } = person([], { before });
    await useOwnLedger(tools);
    expect(chosen).toEqual([null]);
    expect(told).toEqual([expect.stringContaining(`Others go on with ${address},`)]);
  });

  it("is let go of also where what is set is none", async () => {
    const { tools, told, chosen } = person([], { before: "nonsense" });
    await useOwnLedger(tools);
    expect(chosen).toEqual([null]);
    expect(told).toEqual([expect.stringMatching(/reloaded\.$/)]);
  });

  it("is not chosen while something is open here: its number would be free there", async () => {
    const { tools, told, chosen, tried } = person([address, ""], { open: 1 });
    await useSharedLedger(tools);
    expect([chosen, tried]).toEqual([[], []]);
    expect(told).toEqual([expect.stringContaining("not settled")]);
  });

  it("is let go of where something was begun here while it was opened", async () => {
    const { tools, told, chosen, tried } = person([address, ""]);
    const leftHere = async () => ({ ...nothingLeftBehind, open: tried.length });
    await useSharedLedger({ ...tools, leftHere });
    expect(chosen).toEqual([{ address, password: null }, null]);
    expect(told).toEqual([expect.stringContaining("not settled")]);
  });

  it.each([[[]], [[address]]])("is not chosen by who gives up after %j", async (typed) => {
    const { tools, told, chosen, tried } = person(typed);
    await useSharedLedger(tools);
    expect([chosen, tried, told]).toEqual([[], [], []]);
  });

  it.each(["", "db.example", "mysql://x/y", "postgres://fleet:s3cret@db.example/leaseline"])(
    "has another address than %j",
    async (text) => {
      const { tools, questions } = person([]);
      await useSharedLedger(tools);
      const problem = questions[0]?.check(text);
      expect(problem).not.toBeNull();
      expect(problem).not.toContain("s3cret");
      expect(questions[0]?.check(address)).toBeNull();
    },
  );
});

it("is let go of for this machine's own, where that was not moved into it", async () => {
  const { tools, chosen } = person([]);
  await useOwnLedger(tools);
  expect(chosen).toEqual([null]);
  const moved = { kind: "bad-input", field: "ledger", reason: "It was taken over." } as const;
  const other = person([]);
  const leftHere = async () => {
    throw new LeaseError(moved);
  };
  await useOwnLedger({ ...other.tools, leftHere });
  expect(other.chosen).toEqual([]);
  expect(other.told).toEqual([expect.stringContaining("taken over")]);
});
