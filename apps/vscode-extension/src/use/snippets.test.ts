import { providers } from "@leaseline/core";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { e164, exampleLease } from "../../test/support/examples.js";
import { escape, pick, scriptedPrompts } from "../../test/support/integration/scripted-prompts.js";
import { chooseSnippet } from "./snippets.js";

const number = e164("+13055550100");

describe.each(providers)("code that sends a text at $name", ({ id, keys, snippets }) => {
  it("is there in each language", () => {
    expect(snippets.map(({ language }) => language)).toEqual(["javascript", "python", "shell"]);
  });

  it.each(snippets)(
    "in $language names the number, the recipient and the words, and no key",
    ({ text }) => {
      for (const blank of ["{number}", "{to}", "{message}"])
        expect(text.split(blank)).toHaveLength(2);
      for (const { form } of keys) if (form) expect(text.search(form)).toBe(-1);
      expect(text).toMatch(/process\.env\.|os\.environ\[|\$[A-Z_]+/);
    },
  );

  it("is JavaScript, and JSON where it is data", async () => {
    const [javascript, , shell] = snippets;
    await transform(javascript?.text ?? "(", { loader: "ts", format: "esm" });
    expect(() => JSON.parse(/--data '(.*)'/.exec(shell?.text ?? "")?.[1] ?? "")).not.toThrow();
  });

  it("comes in the language that is written, without a question", async () => {
    const prompts = scriptedPrompts();
    const lease = exampleLease({ number, provider: id });
    const chosen = await chooseSnippet(lease, { languageId: "typescriptreact", prompts });
    expect(chosen?.language).toBe("javascript");
    const text = chosen?.parts.map((part) => (part.kind === "text" ? part.text : "…")).join("");
    expect(text).toContain('from: "+13055550100"');
    expect(text).not.toMatch(/\{(number|to|message)\}/);
  });

  it("is asked about anywhere else, and left with Escape", async () => {
    const lease = exampleLease({ number, provider: id });
    const asked = scriptedPrompts(pick("cURL"));
    const chosen = await chooseSnippet(lease, { languageId: "markdown", prompts: asked });
    expect(chosen?.language).toBe("shell");
    const left = scriptedPrompts(escape);
    expect(await chooseSnippet(lease, { languageId: null, prompts: left })).toBeNull();
  });
});

it("a provider without any is told of", async () => {
  const prompts = scriptedPrompts();
  const lease = exampleLease({ number, provider: "example" });
  expect(await chooseSnippet(lease, { languageId: "python", prompts })).toBeNull();
  expect(prompts.told).toHaveLength(1);
});

it.each([
  [["voice"], null],
  [["sms", "voice"], "python"],
  [[], "python"],
] as const)(
  "is not given for a number that takes calls alone: with %j it is %s",
  async (features, language) => {
    const prompts = scriptedPrompts();
    const chosen = await chooseSnippet(exampleLease({ number, features }), {
      languageId: "python",
      prompts,
    });
    expect(chosen?.language ?? null).toBe(language);
    expect(prompts.texts).toEqual(language ? [] : ["+1 305 555 0100 has no channel for texts."]);
  },
);
