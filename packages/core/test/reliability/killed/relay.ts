import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";

type Write = "lease" | "release";
type Direction = "request" | "answer";

/** After how many bytes of a write's request, or of its answer, nothing goes through any more. */
export interface Cut {
  readonly number: string;
  readonly write: Write;
  readonly direction: Direction;
  readonly afterBytes: number;
}

/** A wire between a program and the sandbox that counts every byte of a lease or a release. */
export interface Relay {
  readonly origin: string;
  /**
   * From now on; the bytes are counted anew.
   * @param reached - called when every cut has come about.
   * @param late - the last bytes that go through are kept under way until {@link Relay.arrive}.
   */
  expect(cuts: readonly Cut[], reached?: () => void, late?: boolean): void;
  /** Lets what is under way arrive, whoever sent it. @returns how many requests that are. */
  arrive(): number;
  /** How many bytes have gone through, by {@link rangeOf}. */
  readonly bytes: ReadonlyMap<string, number>;
  close(): void;
}

export function rangeOf({ number, write, direction }: Omit<Cut, "afterBytes">): string {
  return `${number} ${write} ${direction}`;
}

/** @param target - the origin of the sandbox. */
export async function startRelay(target: string): Promise<Relay> {
  const bytes = new Map<string, number>();
  let expected = new Map<string, Cut>();
  let whenReached = () => {};
  let underWay: (() => void)[] = [];
  let late = false;
  const sockets = new Set<Socket>();

  const toTarget = () => connect({ port: Number(new URL(target).port), host: "127.0.0.1" });
  /** On a connection of its own: the one that it came on may be closed by then, as one that nobody uses. */
  const arriving = (request: readonly Buffer[]) => () => {
    const socket = toTarget();
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    socket.resume().end(Buffer.concat(request));
  };

  const pair = (down: Socket) => {
    const up = toTarget();
    let write: { readonly number: string; readonly write: Write } | null = null;
    let answered = true;
    let request: Buffer[] = [];
    let stopped: Direction | null = null;
    for (const socket of [down, up]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.once("close", () => sockets.delete(socket));
    }
    // What was written to it still goes out.
    down.once("close", () => up.destroySoon());
    // What has come to a halt stays so, also when the sandbox closes what it takes for idle.
    up.once("close", () => stopped ?? down.destroy());

    const pass = (direction: Direction, chunk: Buffer) => {
      const to = direction === "request" ? up : down;
      if (!write) return void to.write(chunk);
      const range = rangeOf({ ...write, direction });
      const before = bytes.get(range) ?? 0;
      bytes.set(range, before + chunk.length);
      const cut = expected.get(range);
      if (!cut || cut.afterBytes > before + chunk.length) {
        if (direction === "request") request.push(chunk);
        return void to.write(chunk);
      }
      expected.delete(range);
      const last = chunk.subarray(0, cut.afterBytes - before);
      stopped = direction;
      if (late) underWay.push(arriving([...request, last]));
      else to.write(last);
      if (expected.size === 0) whenReached();
    };

    down.on("data", (chunk: Buffer) => {
      if (stopped === "request") return;
      // The answer was complete, or the connection would not be used again.
      stopped = null;
      // One request at a time on a connection: what comes after an answer is the next one.
      if (answered) {
        write = writeOf(chunk.toString("latin1"));
        request = [];
      }
      answered = false;
      pass("request", chunk);
    });
    up.on("data", (chunk: Buffer) => {
      if (stopped) return;
      answered = true;
      pass("answer", chunk);
    });
  };

  const server = createServer(pair);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    expect: (cuts, reached = () => {}, isLate = false) => {
      bytes.clear();
      expected = new Map(cuts.map((cut) => [rangeOf(cut), cut]));
      whenReached = reached;
      underWay = [];
      late = isLate;
    },
    arrive: () => {
      expected = new Map();
      const due = underWay.splice(0);
      for (const one of due) one();
      return due.length;
    },
    bytes,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function writeOf(head: string): { readonly number: string; readonly write: Write } | null {
  const path = decodeURIComponent(/^\S+ (\S+)/.exec(head)?.[1] ?? "");
  const number = /\+\d+/.exec(path)?.[0];
  if (!number) return null;
  if (/^POST .*(?:\/numbers\/lease\/|:rent)/.test(head)) return { number, write: "lease" };
  if (/^(?:DELETE .*\/leased\/|POST .*:release)/.test(head)) return { number, write: "release" };
  return null;
}
