import { describe, expect, it } from "vitest";
import { isWorkbenchTalk, plain } from "./forward-console.js";

describe("a line of the extension host's console", () => {
  it("is printed without its styles", () => {
    expect(plain(["%c[Extension Host] %chello", "color: blue", "color:", "more"])).toBe(
      "[Extension Host] hello more",
    );
  });

  it("shows values that are not text", () => {
    expect(plain([{ a: 1 }, 2, null])).toBe('{"a":1} 2 null');
  });

  it("is told from the workbench talking to itself", () => {
    expect(isWorkbenchTalk(["Creating a socket (renderer-ExtensionHost-1)..."])).toBe(true);
    expect(isWorkbenchTalk(["[AgentHost:remote] Initializing"])).toBe(true);
    expect(isWorkbenchTalk(["Creating a socket"])).toBe(false);
    expect(isWorkbenchTalk(["1 passing"])).toBe(false);
  });
});
