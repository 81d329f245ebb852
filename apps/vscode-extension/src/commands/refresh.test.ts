import { expect, it } from "vitest";
import { refreshCommand } from "./refresh.js";

it("is said to go on until every account was read, however slow one is", async () => {
  const said: string[] = [];
  let answer = () => {};
  const running = refreshCommand({
    prompts: {
      progress: async (title, work) => {
        said.push(title);
        const result = await work();
        said.push("over");
        return result;
      },
    },
    accounts: { retry: async () => {} },
    list: { load: () => new Promise((resolve) => (answer = resolve)) },
  })(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(said).toEqual(["Reading the phone numbers…"]);
  answer();
  await running;
  expect(said).toEqual(["Reading the phone numbers…", "over"]);
});
