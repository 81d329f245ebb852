import { connect } from "node:net";

/**
 * Whether a PostgreSQL lets its superuser in: while it recovers, it takes connections and refuses them with a word. One
 * that ends just then says nothing.
 */
export function isReady(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1", () => socket.write(greeting()));
  return new Promise((resolve) => {
    socket.once("data", (answer) => {
      resolve(answer.toString("latin1", 0, 1) === "R");
      socket.destroy();
    });
    socket.on("error", () => {});
    socket.once("close", () => resolve(false));
  });
}

function greeting(): Buffer {
  const parameters = Buffer.from("user\0postgres\0\0");
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length, 0);
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, parameters]);
}
