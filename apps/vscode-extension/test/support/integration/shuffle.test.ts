import Mocha from "mocha";
import { expect, it } from "vitest";
import { shuffleTests } from "./shuffle.js";

/** As many suites as files may have, each with as many tests. */
function namesAfter(seed: number): readonly string[] {
  const root = new Mocha.Suite("");
  for (let file = 0; file < 12; file += 1) {
    const suite = Mocha.Suite.create(root, `${file}`);
    for (let test = 0; test < 12; test += 1) suite.addTest(new Mocha.Test(`${test}`, () => {}));
  }
  shuffleTests(root, seed);
  return root.suites.flatMap(({ title, tests }) => tests.map((test) => `${title} ${test.title}`));
}

it("shuffles the tests within their suites, and the suites", () => {
  const names = namesAfter(7);
  const suites = names.map((name) => name.split(" ")[0]);
  const tests = names.slice(0, 12).map((name) => name.split(" ")[1]);
  const inOrder = Array.from({ length: 12 }, (_, index) => `${index}`);
  // Those of one suite stay together.
  expect(suites.filter((name, index) => name !== suites[index - 1])).toHaveLength(12);
  for (const order of [[...new Set(suites)], tests]) {
    expect(order).not.toEqual(inOrder);
    expect(order.toSorted((one = "", other = "") => Number(one) - Number(other))).toEqual(inOrder);
  }
});

it("comes to the same order by the same seed, and to another by another", () => {
  expect(namesAfter(7)).toEqual(namesAfter(7));
  expect(namesAfter(8)).not.toEqual(namesAfter(7));
});
