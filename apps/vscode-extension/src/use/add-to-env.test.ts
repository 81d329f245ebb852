import { describe, expect, it } from "vitest";
import { e164 } from "../../test/support/examples.js";
import {
  type Act,
  escape,
  pick,
  scriptedPrompts,
  type,
} from "../../test/support/integration/scripted-prompts.js";
import { type EnvFile, type EnvFiles, addToEnv } from "./add-to-env.js";

const number = e164("+13055550100");

/** A folder of `.env` files, as texts by their names. */
function folder(
  texts: Record<string, string>,
  change: Partial<EnvFiles> & { ignored?: boolean } = {},
) {
  const shown: (readonly [string, string])[] = [];
  const open = { previews: 0 };
  const files: EnvFiles = {
    obstacle: () => null,
    list: async () =>
      [...new Set([".env", ...Object.keys(texts)])].map((name) => ({
        name,
        exists: name in texts,
        isIgnored: change.ignored ?? true,
      })),
    read: async ({ name }) => texts[name] ?? "",
    preview: async (_file, before, after) => {
      shown.push([before, after]);
      open.previews += 1;
      return async () => void (open.previews -= 1);
    },
    write: async ({ name }: EnvFile, before, after) => {
      if ((texts[name] ?? "") !== before) return "changed-meanwhile";
      texts[name] = after;
      return "written";
    },
    ...change,
  };
  return { files, texts, shown, open };
}

async function run(files: EnvFiles, ...script: readonly Act[]) {
  const prompts = scriptedPrompts(...script);
  const end = await addToEnv(number, { prompts, files });
  prompts.check();
  return { end, told: prompts.texts };
}

describe("adding a number to .env", () => {
  it("makes the file, after it has shown it", async () => {
    const { files, texts, shown, open } = folder({});
    const { end } = await run(files, pick("PHONE_NUMBER"), pick("Write PHONE_NUMBER"));
    expect(end).toBe("written");
    expect(texts).toEqual({ ".env": "PHONE_NUMBER=+13055550100\n" });
    expect(shown).toEqual([["", "PHONE_NUMBER=+13055550100\n"]]);
    expect(open.previews).toBe(0);
  });

  it("is left to a person who reads: a held Enter, or the second click of two, writes nothing", async () => {
    const first = pick("");
    for (const text of ["", "PHONE_NUMBER=+12025550134\n"]) {
      const { files, texts } = folder({ ".env": text });
      const { end } = await run(files, text ? pick("PHONE_NUMBER") : first, first);
      expect(end).toBe("left");
      expect(texts).toEqual({ ".env": text });
    }
  });

  it("says the whole line in the question, which may stand before the file", async () => {
    const { files, texts } = folder({ ".env": "" });
    const asIs = (one: { detail?: string | undefined }) => one.detail === `PHONE_NUMBER=${number}`;
    await run(files, pick("PHONE"), { kind: "pick", fits: asIs, typed: "" });
    expect(texts[".env"]).toBe(`PHONE_NUMBER=${number}\n`);
  });

  it("puts nothing in the place of a value that a person has not been shown", async () => {
    const { files, texts, open } = folder({ ".env": "SMS_FROM=+19995550100 # ours\n" });
    const { end } = await run(files, pick("SMS_FROM"), pick("Leave the File"));
    expect(end).toBe("left");
    expect(texts[".env"]).toBe("SMS_FROM=+19995550100 # ours\n");
    expect(open.previews).toBe(0);
    await run(files, pick("SMS_FROM"), pick("Replace SMS_FROM"));
    expect(texts[".env"]).toBe("SMS_FROM=+13055550100 # ours\n");
  });

  it("never repeats a value that is no number: it may be secret", async () => {
    const { files } = folder({ ".env": "API_KEY=do-not-tell\nSENDER=do-not-tell\n" });
    const asked: string[] = [];
    const script = [pick("Another name"), type("API_KEY"), escape];
    const prompts = scriptedPrompts(...script);
    const listening = {
      ...prompts,
      pick: (question: Parameters<typeof prompts.pick>[0]) => {
        asked.push(JSON.stringify(question));
        return prompts.pick(question);
      },
    } as typeof prompts;
    await addToEnv(number, { prompts: listening, files });
    prompts.check();
    expect(asked.join()).toContain("API_KEY has another value now");
    expect(asked.join()).not.toContain("do-not-tell");
  });

  it.each([[[escape]], [[pick("PHONE"), escape]], [[pick("Another"), escape]]])(
    "writes nothing when the person backs out (%#)",
    async (script) => {
      const { files, texts, open } = folder({ ".env": "A=1\n" });
      expect((await run(files, ...script)).end).toBe("left");
      expect(texts).toEqual({ ".env": "A=1\n" });
      expect(open.previews).toBe(0);
    },
  );

  it("asks for a name again that no shell takes", async () => {
    const { files, texts } = folder({ ".env": "" });
    const script = [pick("Another"), type("1 A"), type("MY_LINE"), pick("Write MY_LINE")];
    await run(files, ...script);
    expect(texts[".env"]).toBe("MY_LINE=+13055550100\n");
  });

  it("leaves a file that has changed while it was shown", async () => {
    const { files, texts } = folder(
      { ".env": "A=1\n" },
      { write: async () => "changed-meanwhile" },
    );
    const { end, told } = await run(files, pick("PHONE"), pick("Write"));
    expect(end).toBe("left");
    expect(told.join()).toContain("has changed meanwhile");
    expect(texts[".env"]).toBe("A=1\n");
  });

  it("says which file may not be written and why, and what to do instead", async () => {
    const { files, open } = folder({ ".env": "A=1\n" }, { write: async () => ({ why: "EACCES" }) });
    const { end, told } = await run(files, pick("PHONE"), pick("Write"));
    expect(end).toBe("left");
    expect(told).toEqual([".env could not be written: EACCES. Copy the number instead."]);
    expect(open.previews).toBe(0);
  });

  it("says so when it is there already", async () => {
    const { files } = folder({ ".env": "SMS_FROM=+13055550100\n" });
    const { told } = await run(files, pick("SMS_FROM"));
    expect(told.join()).toContain("Nothing was written");
  });

  it("warns of a file that Git does not leave out", async () => {
    const { files } = folder({ ".env": "" }, { ignored: false });
    const warned = (one: { description?: string | undefined }) =>
      one.description?.includes(".gitignore does not name it") ?? false;
    const { end } = await run(files, pick("PHONE"), { kind: "pick", fits: warned, typed: "" });
    expect(end).toBe("written");
  });

  it.each([
    ["not-trusted", "trusted workspaces only"],
    ["no-folder", "Open a folder first"],
  ] as const)("reads nothing where it may not or cannot (%s)", async (obstacle, words) => {
    const { files } = folder(
      {},
      {
        obstacle: () => obstacle,
        list: () => Promise.reject(new Error("It was read.")),
      },
    );
    expect((await run(files)).told.join()).toContain(words);
  });

  it("leaves one alone that has unsaved changes", async () => {
    const { files } = folder({ ".env": "A=1" }, { read: async () => null });
    expect((await run(files)).told.join()).toContain("unsaved changes");
  });
});
