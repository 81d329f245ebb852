// The providers' own answers, from memory, over loopback. What is asked for is in the address:
// /owned/10000/numbers/leased is Contiguity's list of 10,000. Started as a process of its own.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import {
  contiguityLease,
  contiguityList,
  contiguityRelease,
  sinchLease,
  sinchPage,
} from "../support/answers.mjs";

let sockets = 0;
let tokens = 0;
const [, , keyFile, certFile] = process.argv;

const server = keyFile
  ? createSecureServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, answer)
  : createServer(answer);
server.keepAliveTimeout = 60_000;
server.on("connection", (socket) => {
  sockets += 1;
  socket.setNoDelay(true);
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", () => {
  process.send({ sockets, tokens });
  sockets = 0;
  tokens = 0;
});
process.on("disconnect", () => process.exit());

function answer(request, response) {
  request.resume();
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const [, , count, ...rest] = pathname.split("/");
  const body = bodyOf(request.method, rest.join("/"), searchParams, Number(count));
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}

function bodyOf(method, path, query, count) {
  if (path === "oauth2/token") {
    tokens += 1;
    return token;
  }
  if (path.startsWith("numbers/leased/")) return contiguityRelease;
  if (path.startsWith("numbers/leased")) return contiguityList(count);
  if (path.startsWith("numbers/lease/")) return contiguityLease;
  if (path.endsWith("activeNumbers")) return sinchPage(count, query);
  return sinchLease;
}

const token = Buffer.from(
  JSON.stringify({ access_token: "x".repeat(40), token_type: "bearer", expires_in: 3600 }),
);
