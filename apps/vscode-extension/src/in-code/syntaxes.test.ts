import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { schemes } from "./syntaxes.js";

it("are also those of the other side of a remote window, as the extension runs where the window is", () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8"),
  );
  expect(manifest.extensionKind[0]).toBe("ui");
  expect(schemes).toContain("vscode-remote");
});
