import { describe, expect, it } from "vitest";
import { type Syntax, scanLine } from "./scan-line.js";

const senders = (text: string, syntax: Syntax = "code") =>
  scanLine(text, syntax)
    .filter(({ sender }) => sender)
    .map(({ number }) => number);
const numbers = (text: string, syntax: Syntax = "code") =>
  scanLine(text, syntax).map(({ number }) => number);

describe("a number in a line", () => {
  it("is found with the place at which it stands", () => {
    expect(scanLine('const a = "+13055550100";', "code")).toEqual([
      { number: "+13055550100", start: 11, end: 23, sender: false },
    ]);
  });

  it.each([
    ["twice", "+13055550100, +442071234567", ["+13055550100", "+442071234567"]],
    ["after tel:", '"tel:+13055550100"', ["+13055550100"]],
    ["but no sum", "a+13055550100 b2+13055550100 x[1]+13055550100 f()+13055550100", []],
    ["but nothing longer", "+1305555010012345678", []],
    ["but nothing shorter", "+123456", []],
    ["but no word", "+13055550100abc", []],
    ["but no date or zone", "2026-11-26T10:00+0100 1e+10000000", []],
  ])("%s", (_how, text, expected) => expect(numbers(text)).toEqual(expected));

  it("is not looked for in the far end of a line that a program has made", () => {
    expect(numbers(`${" ".repeat(6000)}"+13055550100"`)).toEqual([]);
    for (let before = 4980; before <= 5000; before += 1)
      expect(["", "+13055550100"]).toContain(numbers(`${" ".repeat(before)}"+13055550100"`).join());
  });
});

describe("a sender", () => {
  it.each([
    'await text.send({ from: "+13055550100", to: "+13055550199" });',
    "  from: '+13055550100',",
    "  from: `+13055550100`,",
    '  "from": "+13055550100",',
    'const smsFrom = "+13055550100";',
    'const FROM_NUMBER: string = "+13055550100";',
    'options["from"] = "+13055550100"',
    '  callerId: "+13055550100",',
    'sender="+13055550100"',
    'from: ["+13055550100"]',
  ])("in code: %s", (text) => expect(senders(text)).toEqual(["+13055550100"]));

  it.each([
    'send(from_="+13055550100", to="+13055550199")',
    "from: +13055550100",
    "- sender: '+13055550100'",
    'sms_from: "+13055550100" # ours',
    'from_number = f"+13055550100"',
  ])("in Python or YAML: %s", (text) =>
    expect(senders(text, "hash-comments")).toEqual(["+13055550100"]),
  );

  it.each([
    "SMS_FROM=+13055550100",
    'export SENDER="+13055550100"',
    "APP_FROM_NUMBER = '+13055550100'",
  ])("in .env: %s", (text) => expect(senders(text, "env")).toEqual(["+13055550100"]));

  it.each([
    ["code", 'to: "+13055550100"'],
    ["code", '// from: "+13055550100"'],
    ["code", ' * from: "+13055550100"'],
    ["code", 'call(); // from: "+13055550100"'],
    ["code", 'fromName: "+13055550100"'],
    ["code", 'informed: "+13055550100"'],
    ["code", 'text: "from: +13055550100"'],
    ["hash-comments", '# from: "+13055550100"'],
    ["env", "# SMS_FROM=+13055550100"],
    ["env", "SMS_TO=+13055550100"],
  ] as const)("is not one in %s: %s", (syntax, text) => expect(senders(text, syntax)).toEqual([]));

  it("is one after an address, whose slashes are no comment", () => {
    expect(senders('send("https://a.example", { from: "+13055550100" })')).toEqual([
      "+13055550100",
    ]);
  });
});
