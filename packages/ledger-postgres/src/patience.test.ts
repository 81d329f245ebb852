import { expect, it } from "vitest";
import { createPatience } from "./patience.js";

it("tells what somebody has said, and not that nobody answered when it was tried again", async () => {
  const said = Object.assign(new Error("no such role"), { code: "08P01" });
  const patiently = createPatience(() => true);
  let tries = 0;
  const attempt = () => Promise.reject((tries += 1) === 2 ? said : new Error("timeout expired"));
  await expect(patiently(attempt)).rejects.toBe(said);
  expect(tries).toBeGreaterThan(2);
});

it("goes on for as long as others get through: what they use comes free", async () => {
  const patiently = createPatience(() => true);
  let isFree = false;
  const others = setInterval(() => void patiently(async () => {}), 500);
  const frees = setTimeout(() => (isFree = true), 4000);
  try {
    const attempt = async () => {
      if (!isFree) throw new Error("there are no more");
      return "its turn";
    };
    expect(await patiently(attempt)).toBe("its turn");
  } finally {
    clearInterval(others);
    clearTimeout(frees);
  }
});
