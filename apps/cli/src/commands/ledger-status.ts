import { LeaseError, MovedLedger, openStates } from "@leaseline/core";
import { chosenLedger } from "@leaseline/core/node";
import type { Command, Context } from "../command.js";
import type { Documents } from "../documents/documents.js";
import type { LedgerRecord } from "../documents/ledger-records.js";
import { operationRecord } from "../documents/to-record.js";
import { CommandError } from "../command-error.js";
import { openLedger, ownPath } from "../open-ledger.js";
import { sandboxIn } from "../state/sandbox-in.js";
import { capLine, momentWords } from "../output/words.js";
import { noticeWords } from "../output/notices.js";
import { facts, table } from "../output/table.js";
import { operationsTable } from "../output/tables.js";
import type { TextStyle } from "../output/text-style.js";
import { openStateFolder } from "../state/state-folder.js";

/** Reads the ledger only: no key is needed, and nothing is sent. */
export const ledgerStatus: Command<object, Documents["ledger status"]> = {
  run: async (context) => {
    try {
      return { document: { ledger: await ledgerRecord(context) } };
    } catch (error) {
      throw explained(error, context);
    }
  },
  text: ({ ledger }, style) => ledgerText(ledger, style),
  remarks: ({ ledger: { notices } }) => notices,
};

async function ledgerRecord(context: Context): Promise<LedgerRecord> {
  const ledger = await openLedger(context);
  const { place, version, position, sessions, rewound, moved } = await ledger.status();
  const open = await ledger.operations({ states: openStates });
  const oldest = open
    .toReversed()
    .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));
  return {
    place,
    version,
    position,
    sessions,
    open: open.length,
    needsAttention: open.filter(({ state }) => state === "needs-attention").length,
    openSince: oldest[0]?.startedAt ?? null,
    oldestOpen: oldest.slice(0, shownOpen).map((one) => operationRecord(one, [], sessions)),
    lists: (await ledger.lists()).map(({ account, readAt, isWhole, leases }) => ({
      account,
      readAt,
      whole: isWhole,
      numbers: leases.length,
    })),
    caps: await ledger.caps(),
    rewound,
    movingTo: moved?.to || null,
    movingFrom: moved?.from ?? null,
    notices: (await ledger.notices()).map((notice) => noticeWords(notice, rewound)),
  };
}

/** They are what somebody has to look at; “operations --open” has them all. */
const shownOpen = 5;

/** Which ledger it is that cannot be read, and what is wrong with the way to it. */
function explained(error: unknown, { environment, terminal }: Context): unknown {
  const folder = openStateFolder(environment);
  if (error instanceof MovedLedger) {
    const { to } = error.moved;
    return new CommandError(
      {
        kind: "usage",
        reason: `What this machine's ledger, ${ownPath(folder)}, held was taken over by ${to}. Nothing is leased from it any more: “leaseline ledger use ${to}”.`,
      },
      { cause: error },
    );
  }
  if (!LeaseError.isInstance(error) || sandboxIn(environment) !== null) return error;
  const address = chosenLedger(folder, environment)?.address;
  const found = address === undefined ? ownPath(folder) : `${address}${wayWords(error.cause)}`;
  terminal.progress(`The ledger is ${found}.`);
  return error;
}

/** What was met on the way to a database. */
function wayWords(cause: unknown): string {
  if (!(cause instanceof Error && "code" in cause)) return "";
  switch (cause.code) {
    // A pooler's, for whatever keeps it from the server: the server says that in a language of its own.
    case "08P01":
      return `, and what answers there says: “${cause.message.replaceAll(/\s+/g, " ").slice(0, 200)}”`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return ", and no address is known for that host";
    case "ECONNREFUSED":
      return ", and nothing listens there";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return ", and there is no way to that host";
    default:
      return "";
  }
}

function ledgerText(ledger: LedgerRecord, style: TextStyle): string {
  const { place, version, position, sessions, open, needsAttention, openSince, caps } = ledger;
  const about = facts(
    [
      ["Ledger", style.bold(place)],
      ["Format", `version ${version}`],
      ["Position", String(position)],
      ["Sessions", sessions.length === 0 ? "none" : String(sessions.length)],
      ["Open", openWords({ open, needsAttention, openSince })],
      ["Caps", capLine(caps)],
      [
        "Moving",
        ledger.movingTo &&
          `to ${ledger.movingTo}: nothing is begun here. “leaseline ledger move ${ledger.movingTo}” finishes it, “leaseline ledger use --local” takes it back.`,
      ],
      ["Taking", ledger.movingFrom && takingWords(ledger.movingFrom, place)],
    ],
    style,
  );
  const lists = table(
    ["Account", "Last read (UTC)", "Numbers"],
    ledger.lists.map(({ account, readAt, whole, numbers }) => [
      account,
      readAt === null ? "never" : `${momentWords(readAt)}${whole ? "" : ", not all of it"}`,
      String(numbers),
    ]),
    style,
  );
  const oldest = operationsTable(ledger.oldestOpen, style);
  const held = table(
    ["Session", "Who", "Since (UTC)", "Open operations"],
    sessions.map((one) => [
      one.session.slice(0, 8),
      one.holder,
      one.since === null ? "" : momentWords(one.since),
      String(one.open),
    ]),
    style,
  );
  return [
    about,
    ...(ledger.lists.length > 0 ? ["", lists] : []),
    "",
    ...(open > 0 ? [oldest, ...(open > shownOpen ? [moreWords(open)] : []), ""] : []),
    sessions.length > 0 ? held : "No program or window that is running has written in it.",
  ].join("\n");
}

function moreWords(open: number): string {
  return `These are the oldest of ${open}: “leaseline operations --open” has them all.`;
}

/** From a file of this machine it is an earlier ledger of the editor's, and needs nobody where that file is there. */
function takingWords(from: string, place: string): string {
  const come = `${from} has come in, and is not closed for good yet`;
  return place.startsWith("postgres://")
    ? `${come}: nothing is begun here before “leaseline ledger move” has finished that on its machine. Where that one is gone: “leaseline ledger use ADDRESS --gone "${from}"”.`
    : `${come}: what is written here next finishes that. Where that file is gone: “leaseline ledger use --local --gone "${from}"”.`;
}

function openWords({
  open,
  needsAttention,
  openSince,
}: Pick<LedgerRecord, "open" | "needsAttention" | "openSince">): string {
  if (open === 0) return "nothing";
  return [
    `${open}, since ${momentWords(openSince ?? "")} (UTC)`,
    needsAttention > 0 ? `${needsAttention} for a person to look at` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
