import { readFile } from "node:fs/promises";

/** One running process, as far as we look at it. */
export type ProcessRow = { readonly parent: number; readonly command: string };
export type ReadProcess = (id: number) => Promise<ProcessRow | undefined>;

/** A process and the parent it had at first. */
export type Link = { readonly child: number; readonly parent: number };

/**
 * The chain from a process up to the `npm start` it came from. Between the two are shells, npx and pnpm, of
 * which not every one passes a signal on; when a link of it breaks, nobody waits for the process any more.
 * Empty when the process was started by hand.
 */
export async function launcherChain(id: number, read: ReadProcess): Promise<readonly Link[]> {
  const links: Link[] = [];
  let length = 0;
  for (let child = id; ;) {
    const row = await read(child);
    const above = row && (await read(row.parent));
    if (row === undefined || above === undefined) break;
    links.push({ child, parent: row.parent });
    if (isLauncher(above.command)) length = links.length;
    child = row.parent;
  }
  return links.slice(0, length);
}

/** Whether every process of the chain still has the parent it had. */
export async function isWhole(chain: readonly Link[], read: ReadProcess): Promise<boolean> {
  const rows = await Promise.all(chain.map(({ child }) => read(child)));
  return rows.every((row, at) => row?.parent === chain[at]?.parent);
}

/** From Linux's /proc; elsewhere nothing is known of other processes. */
export const readProcess: ReadProcess = async (id) => {
  try {
    const [status, command] = await Promise.all([
      readFile(`/proc/${id}/stat`, "utf8"),
      readFile(`/proc/${id}/cmdline`, "utf8"),
    ]);
    // The name stands in parentheses and may itself hold anything; state and parent follow it.
    const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
    return { parent, command: command.replaceAll("\0", " ") };
  } catch {
    return undefined;
  }
};

function isLauncher(command: string): boolean {
  return /(^|[\s/])(npm|npx|pnpm)(-cli\.js|\.cjs|\.js)?\s/.test(command);
}
