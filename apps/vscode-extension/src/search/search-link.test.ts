import { describe, expect, it } from "vitest";
import { readSearchLink } from "./search-link.js";

const read = (query: string, path = "/search") => readSearchLink({ path, query });

describe("a link to a search", () => {
  it("says country, type and features", () => {
    expect(read("country=us&type=toll-free&features=voice,sms")).toEqual({
      country: "US",
      type: "toll-free",
      features: ["sms", "voice"],
    });
  });

  it.each([
    ["", "none"],
    ["country=XX", "no such country"],
    ["country=US%0AGB", "two lines"],
    ["country=__proto__&type=constructor&features=toString", "names of the language"],
    ["country=%24(check)&type=%5Bx%5D(command:a)&features=%3Cb%3E", "markup"],
    ["number=%2B13055550100&lease=yes&confirm=0100&account=a", "what would buy"],
  ])("with %j leaves all to the person (%s)", (query) => {
    expect(read(query)).toEqual({ country: null, type: undefined, features: [] });
  });

  it.each(["/lease", "/", "", "/search/../lease", "//search", "/search%2Flease"])(
    "is none when it leads to %j",
    (path) => expect(read("country=US", path)).toBeNull(),
  );

  it("is none when it is longer than any that is meant", () => {
    expect(read(`country=US&x=${"a".repeat(1000)}`)).toBeNull();
  });
});
