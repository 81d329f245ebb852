import { expect, it } from "vitest";
import { isIgnoredByGit } from "./git-ignore.js";

it.each([
  [".env", ".env", true],
  ["/.env\n", ".env", true],
  [".env*", ".env.local", true],
  ["*.local\n", ".env.local", true],
  ["**/.env", ".env", true],
  [".en?", ".env", true],
  [".env.[a-m]*", ".env.local", true],
  [".env*\n!.env.example", ".env.example", false],
  ["!.env\n.env", ".env", true],
  ["# .env", ".env", false],
  [".env/", ".env", false],
  ["config/.env", ".env", false],
  [".env.local", ".env", false],
  [".env", ".envx", false],
  ["*v*.l*[a-c]l", ".env.local", true],
  ["*v*.l*[d-k]l", ".env.local", false],
  ["*e*v*", ".env", true],
  ["*v*e*", ".env", false],
  ["[*]", "*", true],
  [".**v", ".env", true],
  ["[z-a]", ".env", false],
  ["", ".env", false],
])("with %j, %s is left out: %s", (text, name, is) => expect(isIgnoredByGit(text, name)).toBe(is));

it("is known at once, whatever somebody has written there", () => {
  const name = `.env.${"a".repeat(100)}`;
  const began = performance.now();
  expect(isIgnoredByGit(`${"*a".repeat(40)}b`, name)).toBe(false);
  expect(isIgnoredByGit(`${"*a".repeat(40)}*`, name)).toBe(true);
  // Where each star was tried in every place, it took longer than anybody waits.
  expect(performance.now() - began).toBeLessThan(1000);
});
