import { expect, it } from "vitest";
import { jsonSchema } from "./json-schema.js";

it("is what the package publishes: “pnpm run generate” writes it", async () => {
  await expect(`${JSON.stringify(jsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../leaseline.schema.json",
  );
});
