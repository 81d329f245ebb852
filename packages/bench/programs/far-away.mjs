// A server's address that is 80 ms away, there and back: what comes is handed on 40 ms later, either way, and the
// first of it as late as a connection takes to come about.
import { connect, createServer } from "node:net";

const [, , port] = process.argv;
const oneWayMs = 40;

createServer((socket) => {
  const onward = connect(Number(port), "127.0.0.1");
  const openAt = performance.now() + 2 * oneWayMs;
  handOn(socket, onward, openAt);
  handOn(onward, socket, 0);
}).listen(0, "127.0.0.1", function listening() {
  process.send({ port: this.address().port });
});
process.on("disconnect", () => process.exit());

function handOn(from, to, openAt) {
  from.on("error", () => to.destroy());
  const later = (action) =>
    setTimeout(() => action(), oneWayMs + Math.max(0, openAt - performance.now()));
  from.on("data", (chunk) => later(() => to.write(chunk)));
  from.on("end", () => later(() => to.end()));
}
