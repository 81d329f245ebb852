import { LeaseError } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import type { Notice } from "../prompts/prompts.js";
import { notDone, wholeNotice } from "./whole-notice.js";

const short = "Protected: +1 305 555 0100.";
const long = "+46 70 174 06 05 is being released already. It ends on Dec 26, 2026.";
const retry = { label: "Try Again", run: () => {} };

describe("a notice", () => {
  it.each<[string, Notice, readonly string[]]>([
    ["that fits on a line has nothing to press", { text: short }, []],
    ["that does not can be read to its end", { text: long }, ["OK"]],
    ["of a warning, too", { severity: "warning", text: long }, ["OK"]],
    ["with something to press is shown as it is", { text: long, actions: [retry] }, ["Try Again"]],
    ["of an error leads to the log", { severity: "error", text: short }, ["Show Log"]],
    [
      "of an error says first what can be done",
      { severity: "error", text: long, actions: [retry] },
      ["Try Again", "Show Log"],
    ],
  ])("%s", (_, notice, labels) => {
    expect(wholeNotice(notice, () => {}).actions.map(({ label }) => label)).toEqual(labels);
  });

  it("that leads to the log opens it", () => {
    const opened: string[] = [];
    const { actions } = wholeNotice({ severity: "error", text: short }, () => {
      opened.push("log");
    });
    actions[0]?.run();
    expect(opened).toEqual(["log"]);
  });
});

it("what was refused for its key says to replace that: the account is here", () => {
  const refused = new LeaseError({ kind: "unauthorized" });
  expect(notDone("The label was not changed.", refused).text).toMatch(/choose Update Key\.$/);
});
