import { expect, it } from "vitest";
import { changedBeyond } from "./changes.js";
import type { News } from "./presence.js";

it("tells what is heard of while the position is read that was there before it", async () => {
  let tell: (news: News) => void = () => {};
  const presence = {
    ready: async () => {},
    onWritten: (listener: (news: News) => void) => {
      tell = listener;
      return () => {};
    },
  };
  const position = async () => {
    tell(8);
    return 7;
  };
  const ends = new AbortController();
  const changed = changedBeyond(7, ends.signal, { presence, position });
  setTimeout(() => ends.abort(), 500);
  expect(await changed).toBe(8);
});
