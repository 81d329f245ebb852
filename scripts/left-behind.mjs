// Runs a command and fails when it leaves anything behind: in the temporary folder, in the home, or running.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { namesIn, noteFailure } from "./results.mjs";
import { root } from "./workspace.mjs";

/** What belongs to others, who use it again: pnpm's locks, and what Node keeps of what it has compiled. */
const ofOthers = /^(pnpm-|node-compile-cache|node-jiti)/;
/** What bears our name, or that of a program which only our suites start. */
const ofOurs = /leaseline|vscode|code-server|playwright|chromium/i;
/** Where programs put what is theirs in a home. */
const places = ["", ".cache", ".config", ".local/share", ".local/state", "Library/Caches"];
/** Of our cache the hosts of VS Code stay, and nothing else: no lock, and no half installation. */
const host = /^(code-server|chromium|node-[a-z0-9-]+?)-[\d.]+(-\d+)?$/;
/** A process that was told to end has so long to do it. */
const graceMs = 5000;

const [program, ...words] = process.argv.slice(2);
const outside = tmpdir();
// Closed to every other user, as the temporary folder is on some machines.
const temporary = mkdtempSync(join(outside, "left-behind-"));
const mark = `LEASELINE_LEFT_BEHIND=${temporary}`;
const before = {
  outside: ours(outside),
  home: inHome(),
  processes: new Set([...processIds(), String(process.pid)]),
};

const { status } = spawnSync(program, words, {
  stdio: "inherit",
  env: { ...process.env, TMPDIR: temporary, LEASELINE_LEFT_BEHIND: temporary },
});
for (const end = Date.now() + graceMs; Date.now() < end && running().length > 0;) await sleep(100);

const left = [
  ...running().map(({ id, command }) => `process ${id}: ${command}`),
  ...readdirSync(temporary)
    .filter((name) => !ofOthers.test(name))
    .map((name) => [join("$TMPDIR", name), ...within(join(temporary, name))].join("\n    ")),
  ...added(before.outside, ours(outside)),
  ...added(before.home, inHome()),
];
rmSync(temporary, { recursive: true, force: true });
if (left.length > 0) noteFailure("left-behind", "nothing is left behind", left.join("\n"));
for (const one of left) console.error(`✗ left behind: ${one}`);
console.log(left.length === 0 ? "✓ nothing left behind" : `✗ ${left.length} left behind`);
process.exitCode = status || (left.length > 0 ? 1 : 0);

function added(earlier, now) {
  const known = new Set(earlier);
  return now.filter((name) => !known.has(name));
}

function ours(folder) {
  return namesIn(folder)
    .filter((name) => ofOurs.test(name))
    .map((name) => join(folder, name));
}

/** What is ours in the home, by its path: sockets, locks and unfinished installations among it. */
function inHome() {
  const home = homedir();
  const cached = places
    .map((place) => join(home, place, "leaseline"))
    .flatMap((cache) => namesIn(cache).map((name) => join(cache, name)))
    .filter((path) => !host.test(basename(path)));
  const found = places.flatMap((place) => ours(join(home, place)));
  return [...found.filter((path) => !isCache(path)), ...cached];
}

/** The folder of our cache, which the first run makes; what is in it is looked at by itself. */
function isCache(path) {
  return /[\\/](\.cache|Caches)[\\/]leaseline$/.test(path);
}

/** What is in it and since when, which tells whose it is: a name at random says nothing. */
function within(folder) {
  return namesIn(folder, { recursive: true }).map((name) => {
    const made = statSync(join(folder, name), { throwIfNoEntry: false })?.birthtime;
    return `${name} ${made?.toISOString() ?? ""}`;
  });
}

/** Processes that have begun since, and are of ours by their mark, their words or their folder. */
function running() {
  return processIds()
    .filter((id) => !before.processes.has(id))
    .flatMap((id) => {
      const command = readOf(id, "cmdline").replaceAll("\0", " ").trim();
      // One that has ended, and waits for its parent to hear of it, has no words.
      if (command === "") return [];
      const isOurs =
        readOf(id, "environ").split("\0").includes(mark) ||
        [root, temporary].some((folder) => command.includes(folder)) ||
        folderOf(id).startsWith(temporary);
      return isOurs ? [{ id, command }] : [];
    });
}

/** Only Linux tells of them as files; elsewhere processes are not looked for. */
function processIds() {
  return namesIn("/proc").filter((name) => /^\d+$/.test(name));
}

function readOf(id, file) {
  try {
    return readFileSync(`/proc/${id}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function folderOf(id) {
  try {
    return readlinkSync(`/proc/${id}/cwd`);
  } catch {
    return "";
  }
}
