import { expect, it } from "vitest";
import { isLoopback } from "./loopback.js";

it.each(["localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "127.255.249.199", "::1", "[::1]"])(
  "%s is this machine",
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

it.each([
  "localhost.example",
  "127.0.0.1.example",
  "127.0.0.256",
  "127.0.1",
  "1127.0.0.1",
  "0.0.0.0",
  "::",
  "::11",
  "[::1",
  "localhost\n",
  "",
])("%j may be another one", (host) => {
  expect(isLoopback(host)).toBe(false);
});
