import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hostEnvironment } from "../environment/child-environment.js";
import type { Variables } from "../environment/variables.js";
import { HostError } from "../host-error.js";
import { startsWithinMs } from "../patience.js";
import type { CodeServer } from "../install/code-server.js";
import { fewExtensions } from "./few-extensions.js";
import { type Lock, cookieFor } from "./admission.js";
import { openDoor } from "./loopback-door.js";
import { type ProcessGroup, startGroup } from "./process-group.js";

const pollMs = 30;

export type CodeServerOptions = {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly environment: Variables;
  /** 0 takes a free one. */
  readonly port: number;
  /** For suites: lets the page load an extension under development; hides toasts. */
  readonly testDriver: boolean;
  /** Of the extensions that come with VS Code: all, as for a person, or only {@link fewExtensions | few}. */
  readonly builtIn: "all" | "few";
  /** Whether a folder has to be trusted by a person before what is in it is used. */
  readonly workspaceTrust: boolean;
};

export type RunningCodeServer = {
  /** `127.0.0.1:PORT`, as it stands in a URL. */
  readonly authority: string;
  /** Opens the door, as `token` in an address. */
  readonly token: string;
  /** The end of what it printed. */
  readonly output: () => string;
  readonly ended: Promise<number | null>;
  readonly close: () => Promise<void>;
};

/**
 * Starts code-server behind the {@link openDoor | door} and waits until it answers.
 * @throws {HostError} `port-in-use`, `start-failed`.
 */
export async function startCodeServer(
  codeServer: CodeServer,
  options: CodeServerOptions,
): Promise<RunningCodeServer> {
  // In the temp folder, because the path of a Unix socket may have 107 characters only.
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-"));
  const removeScratch = () => rm(scratch, { recursive: true, force: true });
  const socket = join(scratch, "door");
  const door = await openDoor(socket, options.port).catch(async (error: unknown) => {
    await removeScratch();
    throw error;
  });
  const config = join(scratch, "config.yaml");
  await writeFile(config, "auth: none\n");
  const given = words(codeServer.entry, config, socket, options);
  if (options.builtIn === "few")
    given.push(
      `--builtin-extensions-dir=${await fewExtensions(codeServer, join(scratch, "extensions"))}`,
    );
  const group = startGroup(codeServer.node, given, {
    env: {
      ...hostEnvironment({ ...process.env, ...options.environment }),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      // Its log files go here and not into the home folder.
      XDG_DATA_HOME: join(options.userDataDir, "data"),
      // Its sockets and its extensions' files stay where they are when it is ended.
      XDG_RUNTIME_DIR: scratch,
      TMPDIR: scratch,
    },
    verbose: process.env["LEASELINE_VERBOSE"] === "1",
  });
  const close = async () => {
    await Promise.all([group.end(), door.close()]);
    await removeScratch();
  };
  const authority = `127.0.0.1:${door.port}`;
  try {
    await answers(door, group);
  } catch (error) {
    await close();
    throw error;
  }
  return { authority, token: door.token, output: group.output, ended: group.ended, close };
}

function words(
  entry: string,
  config: string,
  socket: string,
  options: CodeServerOptions,
): string[] {
  return [
    entry,
    `--config=${config}`,
    "--auth=none",
    `--socket=${socket}`,
    "--socket-mode=600",
    `--user-data-dir=${options.userDataDir}`,
    `--extensions-dir=${options.extensionsDir}`,
    "--disable-telemetry",
    "--disable-update-check",
    ...(options.workspaceTrust ? [] : ["--disable-workspace-trust"]),
    "--disable-getting-started-override",
    "--disable-proxy",
    "--ignore-last-opened",
    // Otherwise a login shell is run for its environment: slow, and ours is the wanted one.
    "--vscode-option=force-disable-user-env",
    ...(options.testDriver ? ["--vscode-option=enable-smoke-test-driver"] : []),
  ];
}

async function answers(door: Lock, group: ProcessGroup): Promise<void> {
  const address = `http://127.0.0.1:${door.port}/healthz`;
  const headers = { cookie: cookieFor(door) };
  const deadline = AbortSignal.timeout(startsWithinMs);
  while (group.isRunning() && !deadline.aborted) {
    const answer = await fetch(address, { headers }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(pollMs);
  }
  throw new HostError(
    "start-failed",
    `VS Code for the browser ${deadline.aborted ? `did not answer within ${startsWithinMs / 1000} s` : "ended at once"}. It printed:\n${group.output()}\nRemoving the folder of the cache (LEASELINE_CACHE, else ~/.cache/leaseline) makes the next run install it anew.`,
  );
}
