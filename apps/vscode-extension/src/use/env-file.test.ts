import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isVariableName, setVariable, variablesOf } from "./env-file.js";

const value = "+13055550100";
const set = (text: string, name = "SMS_FROM") => setVariable(text, name, value);

describe("a variable that is not there", () => {
  it.each([
    ["", `SMS_FROM=${value}\n`],
    ["A=1", `A=1\nSMS_FROM=${value}\n`],
    ["A=1\r\nB=2\r\n", `A=1\r\nB=2\r\nSMS_FROM=${value}\r\n`],
    ["# SMS_FROM=+1\n", `# SMS_FROM=+1\nSMS_FROM=${value}\n`],
    ["SMS_FROM_OLD=+1\n", `SMS_FROM_OLD=+1\nSMS_FROM=${value}\n`],
  ])("comes after %j", (before, after) => {
    expect(set(before)).toEqual({ kind: "added", before: null, text: after });
  });
});

describe("a variable that is there", () => {
  it.each([
    ["SMS_FROM=+1999\nB=2\n", "+1999", `SMS_FROM=${value}\nB=2\n`],
    ["export SMS_FROM='+1999' # ours\r\n", "+1999", `export SMS_FROM='${value}' # ours\r\n`],
    ['  SMS_FROM = "+1999"', "+1999", `  SMS_FROM = "${value}"`],
    ["SMS_FROM=+1999 # ours", "+1999", `SMS_FROM=${value} # ours`],
    ["SMS_FROM=\n", "", `SMS_FROM=${value}\n`],
    ["SMS_FROM=a\nSMS_FROM=b\n", "b", `SMS_FROM=a\nSMS_FROM=${value}\n`],
    ['SMS_FROM="a\\"b" # ours\nB=2', 'a\\"b', `SMS_FROM="${value}" # ours\nB=2`],
    ['A=1\r\nSMS_FROM="a\r\nB=1"\r\nC=3', "a\r\nB=1", `A=1\r\nSMS_FROM="${value}"\r\nC=3`],
    ['SMS_FROM="a\nB=2\n', '"a', `SMS_FROM=${value}\nB=2\n`],
    ["\uFEFFSMS_FROM=${OTHER}", "${OTHER}", `\uFEFFSMS_FROM=${value}`],
  ])("is changed in %j, and nothing else", (text, before, after) => {
    expect(set(text)).toEqual({ kind: "changed", before, text: after });
  });

  it("is left as it is when it has the value already", () => {
    const text = `SMS_FROM="${value}"  # ours`;
    expect(set(text)).toEqual({ kind: "same", before: value, text });
  });

  it("is not looked for in the text of another one", () => {
    const text = 'KEY="first\nSMS_FROM=+1999\nlast"\n';
    expect(set(text)).toMatchObject({ kind: "added", text: `${text}SMS_FROM=${value}\n` });
  });
});

it("all other lines stay as they are, whatever they are", () => {
  const line = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom("SMS_FROM=+1", 'A="x', "B='y'", "# c", "export C=1", 'D="\\""', "E=`"),
  );
  const text = fc
    .array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 8 })
    .map((lines) => lines.flat().join(""));
  fc.assert(
    fc.property(text, (before) => {
      const { kind, text: after } = set(before);
      const count = (one: string) => one.split(/\r\n|\n|\r/).length;
      if (kind === "changed") expect(count(after)).toBe(count(before));
      else if (kind === "added") expect(after.startsWith(before)).toBe(true);
      else expect(after).toBe(before);
      // Once more changes nothing, unless what stands open before it swallows it.
      const again = setVariable(after, "SMS_FROM", value);
      if (variablesOf(after).some(({ name }) => name === "SMS_FROM"))
        expect(again.kind).toBe("same");
    }),
  );
});

it.each([
  ["SMS_FROM", true],
  ["_a1", true],
  ["1A", false],
  ["A B", false],
  ["A=1", false],
  ["A\nB", false],
  ["", false],
])("%j as a name: %s", (name, is) => expect(isVariableName(name)).toBe(is));
