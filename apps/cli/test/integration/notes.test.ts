import { specialNumbers } from "@leaseline/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.sinch;
const leasing = ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
const releasing = ["release", plain, "--yes", "--confirm", plain.slice(-4)];
const said = (...words: readonly string[]) => run([...words, "--json"], at.environment);
const releases = () => control.writes()["sinch.release"].received;

beforeEach(async () => {
  await said(...leasing);
  control.clock.advance(3_600_000);
});

describe("a number that is protected", () => {
  it("is not released by any command, and nobody is asked", async () => {
    await said("list");
    const { document } = await said("protect", plain);
    expect(document()).toEqual({ note: { number: plain, label: null, protected: true } });
    for (const words of [releasing, ["release", plain], [...releasing, "--dry-run"]]) {
      const ended = await said(...words);
      expect(ended.exitCode).toBe(1);
      expect(ended.document()).toMatchObject({ error: { kind: "protected", spent: "nothing" } });
    }
    expect(releases()).toBe(0);
    expect((await said("list")).document()).toMatchObject({ protected: [plain] });
    expect((await run(["list"], at.environment)).stdout).toContain("protected");
    await said("unprotect", plain);
    expect((await said(...releasing)).exitCode).toBe(0);
    expect(releases()).toBe(1);
  });

  it("needs no key once the ledger knows that it is held, and sends nothing", async () => {
    await said("list");
    const sent = control.requests().length;
    const { exitCode } = await run(["protect", plain], { LEASELINE_HOME: at.home });
    expect(exitCode).toBe(0);
    expect(control.requests().length).toBe(sent);
    expect((await said(...releasing)).exitCode).toBe(1);
  });

  it("is one that somebody holds: another one would be protected in vain", async () => {
    const { exitCode, document } = await said("protect", specialNumbers.contiguity.plain);
    expect(exitCode).toBe(4);
    expect(document()).toMatchObject({ error: { kind: "not-leased" } });
    expect((await said("protect", "123")).exitCode).toBe(2);
  });
});

describe("a label", () => {
  it("is there in the list, and goes again", async () => {
    const { document } = await said("label", plain, "Support line");
    expect(document()).toMatchObject({ note: { number: plain, label: "Support line" } });
    expect((await said("list")).document()).toMatchObject({ leases: [{ label: "Support line" }] });
    expect((await said("label", plain, "--remove")).document()).toMatchObject({
      note: { label: null },
    });
    expect((await said("list")).document()).toMatchObject({ leases: [{ label: null }] });
  });

  it.each([[[]], [[""]], [[" "]], [["\u200b"]], [["two", "--remove"]], [["line\nbreak"]]])(
    "is not %j, and stays",
    async (words) => {
      await said("label", plain, "Support line");
      const { exitCode, document } = await said("label", plain, ...words);
      expect([exitCode, document()]).toMatchObject([2, { error: { spent: "nothing" } }]);
      expect((await said("list")).document()).toMatchObject({
        leases: [{ label: "Support line" }],
      });
    },
  );
});
