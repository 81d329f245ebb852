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
  ["[z-a]", ".env", false],
  ["", ".env", false],
])("with %j, %s is left out: %s", (text, name, is) => expect(isIgnoredByGit(text, name)).toBe(is));
