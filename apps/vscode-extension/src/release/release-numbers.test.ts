import type { Lease } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { atSandbox, leasesOf } from "../../test/support/at-sandbox.js";
import {
  type Act,
  escape,
  no,
  pickAllBut,
  scriptedPrompts,
  type,
  yes,
} from "../../test/support/integration/scripted-prompts.js";
import { exampleLease, monthly } from "../../test/support/examples.js";
import { bulkQuestion } from "./release-confirmation.js";
import { releaseNumbers } from "./release-numbers.js";
import type { ReleaseConsent } from "./release-tools.js";

async function holding(count: number, consent: ReleaseConsent = "typeDigits") {
  const at = await atSandbox();
  at.sandbox.control.leaseMany({ provider: "contiguity", count });
  const leases = await leasesOf(at.client);
  const owned = () => at.sandbox.control.owned("contiguity");
  const release = async (
    script: (digits: string) => readonly Act[],
    {
      of = leases,
      state = "active",
      showAll = false,
    }: { of?: readonly Lease[]; state?: Lease["state"]; showAll?: boolean } = {},
  ) => {
    const prompts = scriptedPrompts(...script(of[0]?.number.slice(-4) ?? ""));
    const chosen = of.map((lease) => ({ ...lease, state }));
    const end = await releaseNumbers(chosen, {
      ...at.tools,
      prompts,
      account: () => ({ ...at.account, production: true }),
      consent: () => consent,
      occurrences: async () => ({ kind: "no-workspace" }),
    });
    if (showAll) prompts.told[0]?.actions[0]?.run();
    prompts.check();
    return { end, prompts };
  };
  return { ...at, leases, owned, release };
}

describe("to release a number", () => {
  it("has its last four digits typed, and sends once", async () => {
    const { release, writes, owned } = await holding(1);
    const { end, prompts } = await release((digits) => [type(digits)]);
    expect(end).toBe("released");
    expect(writes()).toBe(1);
    expect(owned()).toEqual([]);
    expect(prompts.told[0]?.text).toContain("was released");
  });

  it("sends nothing for other digits", async () => {
    const { release, writes } = await holding(1);
    const { end, prompts } = await release((digits) => [
      type(digits === "0000" ? "1111" : "0000"),
      escape,
    ]);
    expect(end).toBe("backed-out");
    expect(prompts.problems).toHaveLength(1);
    // The editor shows it in the place of the prompt.
    expect(prompts.problems[0]).toMatch(/Saves \$.* It cannot be undone\.$/);
    expect(writes()).toBe(0);
  });

  it("takes a button, where that is what a person has set", async () => {
    const { release, writes } = await holding(1, "button");
    expect((await release(() => [no])).end).toBe("backed-out");
    expect(writes()).toBe(0);
    const { end, prompts } = await release(() => [yes]);
    expect(end).toBe("released");
    expect(prompts.confirmed[0]).toMatchObject({ yes: "Release" });
    expect(prompts.confirmed[0]?.title).toMatch(/^Release \+1 .*\?$/);
    expect(writes()).toBe(1);
  });

  it("asks nothing about one that is being released", async () => {
    const { release, writes } = await holding(1);
    const { end, prompts } = await release(() => [], { state: "releasing" });
    expect(end).toBe("backed-out");
    expect(prompts.told[0]?.text).toContain("is being released already");
    expect(writes()).toBe(0);
  });

  it("tells a refusal as one, and that the number is still there", async () => {
    const { release, sandbox, owned } = await holding(1);
    const body = { object: "error", data: { error: "Held for 30 days.", status: 400 } };
    sandbox.control.fault("contiguity.terminate", { status: 400, body });
    const { end, prompts } = await release((digits) => [type(digits)]);
    expect(end).toBe("failed");
    expect(prompts.told[0]?.severity).toBe("error");
    expect(owned()).toHaveLength(1);
  });
});

describe("a number that is protected", () => {
  it("is explained and offered to be unprotected, which releases nothing", async () => {
    const { release, client, leases, writes } = await holding(1);
    const [lease] = leases;
    if (!lease) throw new Error("nothing is leased");
    await client.update(lease, { isProtected: true });
    for (const answer of [no, yes]) {
      const { end, prompts } = await release(() => [answer]);
      expect(end).toBe("backed-out");
      expect(prompts.confirmed[0]).toMatchObject({ yes: "Unprotect" });
      expect(prompts.confirmed[0]?.detail.at(-1)).toMatch(/acme-dev \(production\)$/);
    }
    expect(await client.notes()).toEqual([]);
    expect(writes()).toBe(0);
    expect((await release((digits) => [type(digits)])).end).toBe("released");
  });

  it("is not released that was protected while it was asked about", async () => {
    const { release, client, leases, writes } = await holding(1, "button");
    const [lease] = leases;
    if (!lease) throw new Error("nothing is leased");
    const { end, prompts } = await release(() => [
      { ...yes, first: async () => void (await client.update(lease, { isProtected: true })) },
    ]);
    expect(end).toBe("failed");
    expect(prompts.told[0]?.text).toContain("The number is protected");
    expect(writes()).toBe(0);
  });
});

describe("to release several numbers", () => {
  it("lists them all, has their count typed, and releases each once", async () => {
    const { release, writes, owned, leases } = await holding(4);
    const { end, prompts } = await release(() => [
      pickAllBut(),
      type("release 3"),
      type("release 4"),
    ]);
    expect(end).toBe("released");
    expect(prompts.lists[0]?.choices).toHaveLength(leases.length);
    expect(prompts.typeQuestions[0]?.prompt).toMatch(
      /^Saves \$[0-9.]+ \+ CA\$[0-9.]+ a month\. Account: Contiguity · acme-dev \(production\)\. They/,
    );
    expect(prompts.problems[0]).toMatch(/Saves \$.* a month\. .* It cannot be undone\.$/);
    expect(prompts.problems).toHaveLength(1);
    expect(writes()).toBe(4);
    expect(owned()).toEqual([]);
    expect(prompts.texts).toEqual(["4 of 4 numbers were released."]);
  });

  it("sends nothing before that, wherever it is left", async () => {
    const { release, writes } = await holding(2);
    for (const script of [[escape], [pickAllBut(), escape], [pickAllBut(), type("yes"), escape]])
      expect((await release(() => script)).end).toBe("backed-out");
    expect(writes()).toBe(0);
  });

  it("keeps what is unticked, and asks about a single one as about any", async () => {
    const { release, owned, leases, client } = await holding(2);
    const [kept, gone] = leases;
    if (!kept || !gone) throw new Error("nothing is leased");
    await client.update(kept, { label: "Kept" });
    const [labelled] = (await leasesOf(client)).filter(({ number }) => number === kept.number);
    if (!labelled) throw new Error("it is not listed");
    const { end } = await release(() => [pickAllBut("Kept"), type(gone.number.slice(-4))], {
      of: [labelled, gone],
    });
    expect(end).toBe("released");
    expect(owned()).toEqual([kept.number]);
  });

  it("leaves out those that are protected, and says so", async () => {
    const { release, owned, leases, client } = await holding(3);
    const [kept] = leases;
    if (!kept) throw new Error("nothing is leased");
    await client.update(kept, { isProtected: true });
    const { prompts } = await release(() => [pickAllBut(), type("release 2")]);
    expect(prompts.lists[0]?.title).toContain("1 is protected and is kept.");
    expect(owned()).toEqual([kept.number]);
  });

  it("asks nothing when all are protected", async () => {
    const { release, leases, client, writes } = await holding(2);
    for (const lease of leases) await client.update(lease, { isProtected: true });
    const { end, prompts } = await release(() => []);
    expect(end).toBe("backed-out");
    expect(prompts.told[0]?.text).toBe("2 are protected and are kept.");
    expect(writes()).toBe(0);
  });

  it("goes on after one that is refused, and tells each result", async () => {
    const { release, sandbox, owned, writes } = await holding(3);
    const body = { object: "error", data: { error: "Held for 30 days.", status: 400 } };
    sandbox.control.fault("contiguity.terminate", { status: 400, body });
    const { end, prompts } = await release(() => [pickAllBut(), type("Release  3")]);
    expect(end).toBe("released");
    expect(writes()).toBe(3);
    expect(owned()).toHaveLength(1);
    expect(prompts.told).toHaveLength(1);
    expect(prompts.told[0]?.severity).toBe("warning");
    expect(prompts.told[0]?.text).toMatch(/^2 of 3 numbers were released\. .*Held for 30 days/);
  });

  it("says of how many it is not known what they cost, of those too whose interval is not", () => {
    const prices = [monthly("2"), { ...monthly("3"), intervalMonths: null }, null];
    const leases = prices.map((price) => exampleLease({ price }));
    expect(bulkQuestion(leases, () => ({ account: null }), "en").prompt).toMatch(
      /^Saves \$2\.00 a month\. For 2 of them, the price a month is not known\. They /,
    );
  });

  it("names all the accounts that they are of", () => {
    const leases = ["one", "two", "two"].map((account) => exampleLease({ account }));
    const { prompt } = bulkQuestion(leases, ({ account }) => ({ account }));
    expect(prompt).toContain(" Account: one, two. They are released");
  });

  it("lists what became of each, and why, on lines of their own", async () => {
    const { release, sandbox, client, leases } = await holding(2);
    const [refused] = leases;
    if (!refused) throw new Error("nothing is leased");
    await client.update(refused, { label: "Support" });
    const body = { object: "error", data: { error: "Held for 30 days.", status: 400 } };
    sandbox.control.fault("contiguity.terminate", { status: 400, body });
    const { prompts } = await release(() => [pickAllBut(), type("release 2"), escape], {
      of: await leasesOf(client),
      showAll: true,
    });
    expect(prompts.picks[0]?.choices).toMatchObject([
      {
        label: expect.stringMatching(/was not released, and is still leased\.$/),
        description: "Support",
        detail: expect.stringMatching(/^The provider refused: Held for 30 days\. /),
      },
      { label: expect.stringMatching(/was released\.$/), detail: undefined },
    ]);
  });

  it("does not send twice what got no answer", async () => {
    const { release, sandbox, writes } = await holding(2);
    sandbox.control.fault("contiguity.terminate", { reset: "before" });
    const { prompts } = await release(() => [pickAllBut(), type("release 2")]);
    expect(writes()).toBe(2);
    expect(prompts.told[0]?.text).toMatch(/^1 of 2 numbers were released\. .*not known yet/);
  });
});
