import { array, assert, constantFrom, property } from "fast-check";
import { expect, it } from "vitest";
import { type E164, formatInternational } from "@leaseline/core";
import { asMarkdown, asWrapped, asWritten } from "./as-written.js";

/** As VS Code finds a link in the text of a notification or a prompt. Source: its `linkedText.ts`. */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (?:["']).+?(?:["']))?\)/i;
/** As it finds an icon in a label. Source: its `iconLabels.ts`. */
const icon = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

it.each([
  "[Confirm it now](command:workbench.action.closeWindow)",
  "see [here](https://example.test/a) or [there](file:///etc/passwd)",
  "$(check) done, $(sync~spin) under way",
  "\\$(check)",
])("makes no link and no icon of %s, and leaves all that can be seen", (text) => {
  const shown = asWritten(text);
  expect(shown).not.toMatch(link);
  expect(shown).not.toMatch(icon);
  expect(shown.replaceAll("\u2060", "")).toBe(text);
});

it("keeps a text on one line, and in one direction", () => {
  expect(asWritten("refused\r\nNothing was spent.\u2028Really")).toBe(
    "refused Nothing was spent. Really",
  );
  expect(asWritten("pay \u202E99.91\u202C USD\u200F")).toBe("pay 99.91 USD");
});

it.each([
  [
    "Release \u05E9\u05DC\u05D5\u05DD, +1 305 555 0100",
    "Release <\u05E9\u05DC\u05D5\u05DD>, +1 305 555 0100",
  ],
  ["\u05E7\u05D5 \u05D0 · $2.99/month", "<\u05E7\u05D5 \u05D0> · $2.99/month"],
  ["\u062E\u0637 7 \u062F\u0639\u0645 9.99", "<\u062E\u0637> 7 <\u062F\u0639\u0645> 9.99"],
  ["\u05D0\u2069 5 \u2067\u05D1 6", "<\u05D0> 5 <\u05D1> 6"],
  ["\u05D0 · \u05D1", "<\u05D0> · <\u05D1>"],
  // Digits turn nothing, in whatever script.
  ["„\u0663“ 5", "„\u0663“ 5"],
  ["\u062E\u0663 5", "<\u062E>\u0663 5"],
])("keeps words that run from right to left from turning a number around: %s", (text, shown) => {
  expect(asWritten(text).replaceAll("\u2067", "<").replaceAll("\u2069", ">")).toBe(shown);
});

it("makes no link and no icon of anything", () => {
  const pieces = constantFrom("[", "]", "(", ")", "$", "command:", "https://", "a", " ", "\n");
  assert(
    property(array(pieces, { maxLength: 30 }), (parts) => {
      const shown = asWritten(parts.join(""));
      expect(shown).not.toMatch(link);
      expect(shown).not.toMatch(icon);
      expect(shown).not.toMatch(/\p{Cc}/u);
    }),
  );
});

it.each([
  "[Support](command:workbench.action.closeWindow)",
  "https://example.test www.example.test a@example.test",
  "<a href=x>b</a> &#36;(check) `code` **bold** | # - 1. ~~gone~~",
])("has nothing in Markdown that is more than text: %s", (text) => {
  const shown = asMarkdown(text);
  // Every sign that means something there has a backslash before it, which shows it as it is.
  expect(shown.replaceAll(/\\[!-/:-@[-`{-~]/g, "")).not.toMatch(/[!-/:-@[-`{-~]/);
  expect(shown.replaceAll(/\\(?=[!-/:-@[-`{-~])/g, "").replaceAll("\u2060", "")).toBe(text);
});

const numbers = ["+13059478667", "+46113232516", "+493012345678", "+81312345678", "+999123456789"];

it.each(numbers)("breaks no line within %s, and wherever else it did before", (number) => {
  const shown = formatInternational(number as E164);
  const whole = shown.replaceAll(" ", "\u00A0");
  for (const text of ["Checking whether {0} was leased… 2 of 3", "{0}, {0} + 4", "mit {0}: 1,00 €"])
    expect(asWrapped(text.replaceAll("{0}", shown))).toBe(text.replaceAll("{0}", whole));
});

it("makes no link and no icon of what is broken over lines either", () => {
  const text = "[a](command:b) $(check)\n+1";
  expect(asWrapped(text)).toBe(asWritten(text));
});
