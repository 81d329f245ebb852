import { describe, expect, it } from "vitest";
import { e164 } from "../../test/support/examples.js";
import { readSearchLink, searchLike } from "./search-link.js";

const read = (query: string, path = "/search") => readSearchLink({ path, query });

describe("a link to a search", () => {
  it("says country, type, features and digits", () => {
    expect(read("country=us&type=toll-free&features=voice,sms&digits=305")).toEqual({
      accounts: null,
      country: "US",
      type: "toll-free",
      view: { features: ["sms", "voice"], readyOnly: false, order: "found" },
      typed: "305",
    });
  });

  it.each([
    ["305", "305"],
    ["%2B1305", "+1305"],
    ["+1305", "+1305"],
    ["(305)%20555-01", "30555501"],
  ])("has the digits %s as %s", (digits, typed) => {
    expect(read(`country=US&digits=${digits}`)?.typed).toBe(typed);
  });

  it.each(["", "abc", "305x", "1234567890123456", "%D9%A3%D9%A0", "3%0A0%005", " ".repeat(40)])(
    "leaves %j out, which are no digits that can be searched for",
    (digits) => expect(read(`country=US&digits=${digits}`)?.typed).toBe(""),
  );

  it.each([
    ["", "none"],
    ["country=XX", "no such country"],
    ["country=US%0AGB", "two lines"],
    ["country=__proto__&type=constructor&features=toString", "names of the language"],
    ["country=%24(check)&type=%5Bx%5D(command:a)&features=%3Cb%3E", "markup"],
    [
      "number=%2B13055550100&lease=yes&confirm=0100&account=a&accounts=a&readyOnly=true",
      "what would buy",
    ],
  ])("with %j leaves all to the person (%s)", (query) => {
    const view = { features: [], readyOnly: false, order: "found" };
    expect(read(query)).toEqual({
      accounts: null,
      country: null,
      type: undefined,
      view,
      typed: "",
    });
  });

  it.each(["/lease", "/", "", "/search/../lease", "//search", "/search%2Flease"])(
    "is none when it leads to %j",
    (path) => expect(read("country=US", path)).toBeNull(),
  );

  it("is none when it is longer than any that is meant", () => {
    expect(read(`country=US&x=${"a".repeat(1000)}`)).toBeNull();
  });
});

describe("a search for numbers like one that somebody else has", () => {
  it.each([
    ["+12025550173", "US", "+1202"],
    ["+46701740605", "SE", "+4670"],
    ["+99999999999", null, "+9999"],
  ])("begins in the account and country of %s, with its first digits", (number, country, typed) => {
    const start = searchLike({ account: "first", number: e164(number) });
    expect(start).toMatchObject({ accounts: ["first"], country, typed });
  });
});
