import { expect, it } from "vitest";
import { inFolders } from "./in-folders.js";

const folder = (path: string) => ({ name: path.split("/").at(-1) ?? "", uri: { path } });
const env = async (_folder: unknown, prefix: string) => [`${prefix}.env`];

it.each([
  [["/a"], [".env"]],
  [
    ["/a", "/b"],
    ["a/.env", "b/.env"],
  ],
  [
    ["/one/app", "/two/app", "/b"],
    ["/one/app/.env", "/two/app/.env", "b/.env"],
  ],
])("a file in one of %j is told from all others: %j", async (paths, names) => {
  expect(await inFolders(paths.map(folder), env)).toEqual(names);
});

it("a folder that is gone keeps no other back, and says so where there is no other", async () => {
  const find = async ({ name }: { name: string }, prefix: string) => {
    if (name === "gone") throw new Error("It is gone.");
    return env(name, prefix);
  };
  expect(await inFolders(["/gone", "/b"].map(folder), find)).toEqual(["b/.env"]);
  await expect(inFolders(["/gone", "/x/gone"].map(folder), find)).rejects.toThrow("It is gone.");
});
