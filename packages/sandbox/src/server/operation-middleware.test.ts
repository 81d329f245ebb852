import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { specialNumbers } from "../catalogue/special-numbers.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

it("takes half a request for none, and says nothing of it", async () => {
  const sandbox = await openSandbox();
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const { port, hostname } = new URL(sandbox.url);
  const begun = nextRequest();
  const socket = connect({ port: Number(port), host: hostname });
  await once(socket, "connect");
  const number = specialNumbers.contiguity.plain;
  socket.write(
    `POST /contiguity/numbers/lease/${number} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Token ${sandbox.contiguity.apiKey}\r\ncontent-length: 20\r\n\r\n{"bil`,
  );
  // From here on it waits for the rest.
  const incoming = await begun;
  const gone = new Promise((resolve) => incoming.once("close", resolve));
  socket.resetAndDestroy();
  await gone;
  await setImmediate();
  expect(sandbox.control.requests()).toEqual([]);
  expect(sandbox.control.owned("contiguity")).toEqual([]);
  expect(told).not.toHaveBeenCalled();
  told.mockRestore();
});

/** The next whose head has come to a server of this process: Node tells of it. */
function nextRequest(): Promise<IncomingMessage> {
  const channel = "http.server.request.start";
  return new Promise((resolve) => {
    const take = (message: unknown) => {
      unsubscribe(channel, take);
      // As Node documents it.
      resolve((message as { readonly request: IncomingMessage }).request);
    };
    subscribe(channel, take);
  });
}
