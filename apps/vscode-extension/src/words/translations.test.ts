import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LeaseFailure, describeFailure, untranslated } from "@leaseline/core";
import { afterEach, describe, expect, it } from "vitest";
import { everyFailure } from "../../test/support/every-failure.js";
import { sentencesOf } from "../../test/support/sentences.js";
import { troubleSentence } from "./trouble-words.js";
import { translateWith } from "./translate.js";

const said = "what somebody else has said";
const same = { lacking: [], unused: [] };
const extension = join(import.meta.dirname, "../..");
const read = (file: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(extension, file), "utf8"));

const ofEditor = sentencesOf(["apps/vscode-extension/src"]);
/** With what ledgers refuse: the editor shows that as it is. */
const ofCore = sentencesOf(["packages/core/src", "packages/ledger-postgres/src"]);
const wordsOfCore = sentencesOf(["packages/core/src/words", "packages/core/src/errors"]);
const unmarked = [...ofEditor.untranslated, ...wordsOfCore.untranslated];
const texts = [...new Set([...ofEditor.texts, ...ofCore.texts])].toSorted();
const german = read("l10n/bundle.l10n.de.json");

const below = (folder: string, places: readonly string[]) =>
  places.map((place) => `${folder}/${place}`);

/** Where texts need no translation: files, or single texts in them. */
const excused = [
  ...below("apps/vscode-extension/src", [
    // What a model reads.
    "ai-tools/",
    // What only whoever reads the log sees.
    "host/log.ts",
    "host/stay-in-step.ts",
    "host/workbench.ts",
    // Names, keys, styles, and a page whose words are translated before they are put into it.
    "host/in-code/in-code.ts: Leaseline",
    "host/in-code/note-decorations.ts",
    "pricing/pricing-page.ts",
    "pricing/webview/chart-figure.ts",
    "use/snippets.ts: Python",
  ]),
  // What only a program can get wrong: options, events, and requests that the editor never makes.
  "packages/ledger-postgres/src/options.ts",
  ...below("packages/core/src", [
    "client/check-client-options.ts",
    "client/checks.ts",
    "errors/check-options.ts",
    "http/call.ts",
    "http/check-given.ts: The … is no id",
    "http/check-given.ts: The time limit",
    "http/fetch-transport.ts",
    "http/guarded.ts",
    "http/number-reference.ts",
    "ledger/half-move.ts: What was given as",
    "ledger/memory-ledger.ts",
    "ledger/move.ts: A move needs a name",
    "node/tunnel-",
    "providers/check-named.ts",
    "providers/webhook-body.ts",
  ]),
  ...below("packages/core/src/providers/contiguity", [
    "auth.ts",
    "configuration.ts",
    "contiguity.ts",
    "entitlements.ts",
    "messages.ts",
    // A field of an entry that could not be read, as the others are told.
    "provider.ts: location.country: ",
    "webhooks.ts",
  ]),
  ...below("packages/core/src/providers/sinch", [
    "active-numbers.ts",
    "callback-configuration.ts",
    "configuration.ts",
    "emergency-address.ts",
    "order-attachments.ts",
    "order-lease.ts",
    // Of a list that is another one, as the others are told.
    "pages.ts: type: ",
    "provider.ts: projectId: ",
    "webhooks.ts",
  ]),
];
const needsTranslation = (text: string) => !excused.some((place) => text.startsWith(place));

describe("the sentences of the editor", () => {
  it("all go through the translator: whole, in translate(…) or phrase(…)", () => {
    expect(unmarked.filter(needsTranslation)).toEqual([]);
  });

  it("are also what the core and the ledgers refuse with, their values apart", () => {
    expect(ofCore.refusals.filter(needsTranslation)).toEqual([]);
  });

  it("are excused only where there is something to excuse", () => {
    const all = [...unmarked, ...ofCore.refusals];
    expect(excused.filter((place) => !all.some((text) => text.startsWith(place)))).toEqual([]);
  });

  it("are the core's only by way of the translator", () => {
    const direct = globSync("src/**/*.ts", { cwd: extension })
      .filter((file) => !file.endsWith(".test.ts") && !file.startsWith(join("src", "words")))
      .filter((file) => {
        const source = readFileSync(join(extension, file), "utf8");
        const [, imported = ""] = /import \{([^}]*)\} from "@leaseline\/core";/.exec(source) ?? [];
        return /\b(createWords|describeFailure|failureSentence|formatRecurring)\b/.test(imported);
      });
    expect(direct).toEqual([]);
  });

  it("are listed for translators: “pnpm run generate” writes the list", async () => {
    const list = Object.fromEntries(texts.map((text) => [text, text]));
    await expect(`${JSON.stringify(list, null, 2)}\n`).toMatchFileSnapshot(
      join(extension, "l10n/bundle.l10n.json"),
    );
  });

  it("are all there in German, and nothing else is", () => {
    expect(compared(texts, Object.keys(german))).toEqual(same);
  });

  it("have their values in German, too", () => {
    const odd = Object.entries(german).filter(
      ([english, text]) => text.trim() === "" || holes(english) !== holes(text),
    );
    expect(odd).toEqual([]);
  });
});

describe("the manifest", () => {
  // What a tool takes is said to models.
  const forPeople = (key: string, value: unknown) => (key === "inputSchema" ? undefined : value);
  const manifest = JSON.stringify(read("package.json"), forPeople, 1);
  const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, name = ""]) => name);
  const names = Object.keys(read("package.nls.json"));

  it("has all that a person reads in package.nls.json, and nothing else there", () => {
    expect(compared([...new Set(used)], names)).toEqual(same);
    const plain =
      /"(title|category|name|displayName|contents|label|description|markdownDescription|patternErrorMessage|enumDescriptions|tooltip|altText)": "(?!%)(?!Leaseline"|leaseline[_"])[^"]*"/g;
    expect([...manifest.matchAll(plain)].map(([text]) => text)).toEqual([]);
  });

  it("shows first steps by pictures in the colours of the theme, with no word that is of a language", () => {
    const pictures = [...manifest.matchAll(/"svg": "([^"]+)"/g)].map(([, path = ""]) => path);
    expect(pictures).toHaveLength(4);
    for (const path of pictures) {
      const svg = readFileSync(join(extension, path), "utf8");
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
      expect(colours.filter((one) => !/^(none|var\(--vscode-.*\))$/.test(one ?? ""))).toEqual([]);
      const texts = [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)/g)].map(([, text = ""]) => text);
      // Code, channels and a currency are the same everywhere.
      const words = texts.join(" ").replaceAll(/send\(\{|from:|SMS|MMS|kr/g, "");
      expect(words).not.toMatch(/\p{Letter}/u);
    }
  });

  it("is all there in German, with the same commands in its links", () => {
    expect(compared(names, Object.keys(read("package.nls.de.json")))).toEqual(same);
    for (const [name, text] of Object.entries(read("package.nls.json")))
      expect(links(read("package.nls.de.json")[name] ?? ""), name).toEqual(links(text));
  });
});

describe("a failure in German", () => {
  const translated = (text: string, ...values: readonly (string | number)[]) => {
    const found = german[text];
    if (found === undefined && text !== said) throw new Error(`not in German: ${text}`);
    return untranslated(found ?? text, ...values);
  };
  afterEach(() => translateWith(untranslated));

  it.each(Object.values(everyFailure(said)))(
    "of the kind $kind is German throughout",
    (failure) => {
      const { happened, spent, next } = describeFailure(failure, translated, "de");
      const english = describeFailure(failure);
      if (happened !== said) expect(happened).not.toBe(english.happened);
      expect(spent).not.toBe(english.spent);
      expect(next).not.toBe(english.next);
      if (JSON.stringify(failure).includes(said)) expect(happened + next).toContain(said);
    },
  );

  it("is so in the editor, once that has its language", () => {
    const failure: LeaseFailure = { kind: "not-sent", reason: "tls" };
    translateWith(translated, "de");
    expect(troubleSentence(failure)).toBe(
      "Es kam keine sichere Verbindung zum Anbieter zustande. Nichts wurde gesendet, also wurde nichts ausgegeben. Prüfen Sie die Zertifikate Ihres Netzes; die Prüfung lässt sich nicht abschalten.",
    );
  });
});

function compared(wanted: readonly string[], there: readonly string[]) {
  return {
    lacking: wanted.filter((text) => !there.includes(text)),
    unused: there.filter((text) => !wanted.includes(text)),
  };
}

function holes(text: string): string {
  return [...new Set([...text.matchAll(/\{\d+\}/g)].map(([hole]) => hole))].toSorted().join();
}

function links(text: string): readonly string[] {
  return [...text.matchAll(/\(command:[^)]+\)/g)].map(([link]) => link);
}
