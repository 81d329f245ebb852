import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";

export type Direction = "request" | "answer";

/** When a connection is cut: after so many bytes of a write's request, or of its answer. */
export interface Cut {
  readonly write: "lease" | "release";
  readonly direction: Direction;
  readonly afterBytes: number;
  /** For a request: the bytes arrive all the same, so much later, as if they had been under way. */
  readonly lateByMs: number | null;
  readonly cut: () => void;
}

/** A wire between a program and the sandbox that counts every byte of a lease or a release. */
export interface Relay {
  readonly origin: string;
  /** From now on; the bytes are counted anew. */
  expect(cut: Cut | null): void;
  /** How many bytes the last write's request and answer had, as `lease request`. */
  readonly bytes: ReadonlyMap<string, number>;
  close(): void;
}

/** @param target - the origin of the sandbox. */
export async function startRelay(target: string): Promise<Relay> {
  let expected: Cut | null = null;
  const bytes = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((down) => {
    const up = connect({ port: Number(new URL(target).port), host: "127.0.0.1" });
    let write: "lease" | "release" | null = null;
    let answered = true;
    let late = false;
    for (const socket of [down, up]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        down.destroy();
        // What was written to it still goes out.
        if (!late) up.destroySoon();
      });
    }

    const pass = (direction: Direction, chunk: Buffer) => {
      const to = direction === "request" ? up : down;
      const name = `${write} ${direction}`;
      const before = bytes.get(name) ?? 0;
      if (write) bytes.set(name, before + chunk.length);
      const left = (expected?.afterBytes ?? 0) - before;
      const due = expected?.write === write && expected?.direction === direction;
      if (!expected || !due || left > chunk.length) return void to.write(chunk);
      const { cut, lateByMs } = expected;
      expected = null;
      const arriving = chunk.subarray(0, left);
      down.pause();
      down.removeAllListeners("data");
      up.removeAllListeners("data").resume();
      late = lateByMs !== null;
      if (lateByMs !== null) setTimeout(() => up.end(arriving), lateByMs);
      else if (direction === "request") up.end(arriving);
      else down.write(arriving);
      cut();
      if (!late) down.destroySoon();
    };

    down.on("data", (chunk: Buffer) => {
      // One request at a time on a connection: what comes after an answer is the next one.
      if (answered) write = writeOf(chunk.toString("latin1"));
      answered = false;
      pass("request", chunk);
    });
    up.on("data", (chunk: Buffer) => {
      answered = true;
      pass("answer", chunk);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    expect: (cut) => {
      bytes.clear();
      expected = cut;
    },
    bytes,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function writeOf(head: string): "lease" | "release" | null {
  if (/^POST \S+(?:\/numbers\/lease\/|:rent)/.test(head)) return "lease";
  return /^(?:DELETE \S+\/leased\/|POST \S+:release)/.test(head) ? "release" : null;
}
