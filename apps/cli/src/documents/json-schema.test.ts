import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { jsonSchema } from "./json-schema.js";

it("is what the package publishes: “pnpm run generate” writes it", async () => {
  await expect(`${JSON.stringify(jsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../leaseline.schema.json",
  );
});

it("is among the package's files", () => {
  expect(manifest.files).toContain("leaseline.schema.json");
});

it("gives no part an id of its own: none can have “#” in it, and validators refuse the whole", () => {
  expect(JSON.stringify(jsonSchema())).not.toContain('"$id"');
});
