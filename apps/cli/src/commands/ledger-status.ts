import { openStates } from "@leaseline/core";
import type { Command, Context } from "../command.js";
import type { Documents } from "../documents/documents.js";
import type { LedgerRecord } from "../documents/ledger-records.js";
import { openLedger } from "../open-ledger.js";
import { capLine } from "../output/caps.js";
import { noticeWords } from "../output/notices.js";
import { facts, table } from "../output/table.js";
import type { TextStyle } from "../output/text-style.js";
import { momentWords } from "../output/words.js";
import { openStateFolder } from "../state/state-folder.js";

/** Reads the ledger only: no key is needed, and nothing is sent. */
export const ledgerStatus: Command<object, Documents["ledger status"]> = {
  run: async (context) => ({ document: { ledger: await ledgerRecord(context) } }),
  text: ({ ledger }, style) => ledgerText(ledger, style),
  remarks: ({ ledger: { notices } }) => notices,
};

async function ledgerRecord(context: Context): Promise<LedgerRecord> {
  const ledger = await openLedger(context, openStateFolder(context.environment));
  const { place, version, position, sessions, rewound, moved } = await ledger.status();
  const open = await ledger.operations({ states: openStates });
  return {
    place,
    version,
    position,
    sessions,
    open: open.length,
    needsAttention: open.filter(({ state }) => state === "needs-attention").length,
    openSince: open.map(({ startedAt }) => startedAt).toSorted()[0] ?? null,
    lists: (await ledger.lists()).map(({ account, readAt, leases }) => ({
      account,
      readAt,
      numbers: leases.length,
    })),
    caps: await ledger.caps(),
    rewound,
    movingTo: moved?.to || null,
    movingFrom: moved?.from ?? null,
    notices: (await ledger.notices()).map((notice) => noticeWords(notice, rewound)),
  };
}

function ledgerText(ledger: LedgerRecord, style: TextStyle): string {
  const { place, version, position, sessions, open, needsAttention, openSince, caps } = ledger;
  const about = facts(
    [
      ["Ledger", style.bold(place)],
      ["Form", `version ${version}`],
      ["Position", String(position)],
      ["Open", openWords({ open, needsAttention, openSince })],
      ["Caps", capLine(caps)],
      [
        "Moving",
        ledger.movingTo &&
          `to ${ledger.movingTo}: nothing is begun here. “leaseline ledger move ${ledger.movingTo}” finishes it.`,
      ],
      [
        "Taking",
        ledger.movingFrom &&
          `${ledger.movingFrom} has come in, and is not closed for good yet: nothing is begun here before “leaseline ledger move” has finished that on its machine. Where that one is gone: “leaseline ledger use ADDRESS --gone "${ledger.movingFrom}"”.`,
      ],
    ],
    style,
  );
  const lists = table(
    ["Account", "Last read (UTC)", "Numbers"],
    ledger.lists.map(({ account, readAt, numbers }) => [
      account,
      readAt === null ? "never to its end" : momentWords(readAt),
      String(numbers),
    ]),
    style,
  );
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
    sessions.length > 0 ? held : "No program or window that lives has written in it.",
  ].join("\n");
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
