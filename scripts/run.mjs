// The one entry point: `npm start`, `npm test` and `npm run check` work on a bare machine with Node and npm.
// This file is for any Node: one that is too old must be able to read it, and is told so before it meets the rest.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const needed = engines.node.replace(">=", "");

if (isOlder(process.versions.node, needed)) {
  console.error(
    `Leaseline needs Node ${needed} or newer, and this is Node ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.`,
  );
  process.exitCode = 1;
} else {
  void import("./commands.mjs");
}

function isOlder(running, wanted) {
  const [major, minor] = running.split(".").map(Number);
  const [wantedMajor, wantedMinor] = wanted.split(".").map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
