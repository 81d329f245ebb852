// Runs a program that must not outlive the one who asked for it. However that one goes, also by SIGKILL, the pipe
// to it is closed; then the program is ended, with all that it started.
import { spawn } from "node:child_process";

const graceMs = 2000;
const windows = process.platform === "win32";
const [program, ...words] = process.argv.slice(2);

const child = spawn(program, words, { stdio: ["ignore", "inherit", "inherit"] });
child.once("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
let abandoned = false;
child.once("exit", (code) => {
  // What the program started may live on, and nobody else would end it.
  if (abandoned && !windows) process.kill(-process.pid, "SIGKILL");
  process.exit(code ?? 128);
});

// On POSIX this process leads the group, and is told with it: it goes last.
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, () => {});

process.stdin.resume();
// Its end, which is seen before the program's where both have come meanwhile; it is closed only after that.
process.stdin.once("end", () => {
  abandoned = true;
  if (windows) {
    spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  process.kill(-process.pid, "SIGTERM");
  setTimeout(() => process.kill(-process.pid, "SIGKILL"), graceMs);
});
