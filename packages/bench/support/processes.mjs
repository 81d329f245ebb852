import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const program = (name) => join(import.meta.dirname, "../programs", name);

/** A program of ours that is asked and answers. */
async function child(name, words, environment = {}) {
  const started = fork(program(name), words, { env: { ...process.env, ...environment } });
  let ended = false;
  started.once("exit", (code) => {
    if (!ended) throw new Error(`${name} ${words} has ended with ${code}`);
  });
  const [hello] = await once(started, "message");
  return {
    hello,
    ask: async (job) => {
      started.send(job);
      const [answer] = await once(started, "message");
      return answer;
    },
    end: () => {
      ended = true;
      started.kill();
    },
  };
}

/** The server that everybody asks. @param tls - files of a key and a certificate; plain HTTP without them. */
export async function startServer(tls = []) {
  const server = await child("server.mjs", tls);
  const { port } = server.hello;
  return { ...server, port, address: `http://127.0.0.1:${port}`, seen: () => server.ask("seen") };
}

/** The same server, 80 ms away there and back. */
export async function startFarAway(port) {
  const proxy = await child("far-away.mjs", [`${port}`]);
  return { ...proxy, address: `https://localhost:${proxy.hello.port}` };
}

/** A contender that is ready to be told what to do. */
export const startContender = (name, address) => child("contender.mjs", [name, address]);

/** One of several processes on one ledger. */
export const startClaimer = () => child("claimer.mjs", []);

/** One that does a single call in a fresh process. @returns what it says, and how long all of it took. */
export async function runOnce(words, environment = {}) {
  const start = performance.now();
  const started = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  started.stdout.on("data", (chunk) => (text += chunk));
  const [code] = await once(started, "close");
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}`);
  return { processMs: performance.now() - start, text };
}

export const onceWords = (name, address, call, held) => [
  program("contender.mjs"),
  name,
  address,
  call,
  `${held}`,
];
