import { once } from "node:events";
import { connect } from "node:net";
import { expect, it, vi } from "vitest";
import { specialNumbers } from "../catalogue/special-numbers.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

it("takes half a request for none, and says nothing of it", async () => {
  const sandbox = await openSandbox();
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const { port, hostname } = new URL(sandbox.url);
  const socket = connect({ port: Number(port), host: hostname });
  await once(socket, "connect");
  const number = specialNumbers.contiguity.plain;
  socket.write(
    `POST /contiguity/numbers/lease/${number} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Token ${sandbox.contiguity.apiKey}\r\ncontent-length: 20\r\n\r\n{"bil`,
  );
  // Until it waits for the rest.
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(sandbox.control.requests()).toEqual([]);
  expect(sandbox.control.owned("contiguity")).toEqual([]);
  expect(told).not.toHaveBeenCalled();
  told.mockRestore();
});
