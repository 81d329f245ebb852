import { LeaseError } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { failureSentence, translate } from "../words/translate.js";

/** What it takes to choose the ledger of this machine. */
export interface LedgerChooser {
  readonly prompts: Prompts;
  /** The address that is chosen now; empty for this machine's own. */
  readonly address: () => string;
  /** Takes a password off an address. @throws {LeaseError} `bad-input` for what is no address. */
  readonly takeApart: (text: string) => {
    readonly address: string;
    readonly password: string | null;
  };
  /** Opens it once. @throws {LeaseError} */
  readonly tryOut: (address: string, password: string | null) => Promise<void>;
  /** How many operations this machine's own ledger has open. @throws {LeaseError} also where it was moved. */
  readonly openHere: (address: string | null) => Promise<number>;
  /** Null: this machine's own. For every window, and for the command line. */
  readonly choose: (shared: { address: string; password: string | null } | null) => Promise<void>;
  readonly reload: () => void;
}

/** Asks for a ledger that machines share, and has every program of this user use it from then on. */
export async function useSharedLedger(tools: LedgerChooser): Promise<void> {
  const { prompts, takeApart } = tools;
  const title = translate("Use a Shared Ledger");
  const typed = await prompts.type({
    title,
    prompt: translate("The address of the PostgreSQL database, without a password"),
    placeholder: "postgres://user@host:5432/database",
    canGoBack: false,
    check: (text) => problemWith(text, takeApart),
  });
  if (typed.kind !== "answered") return;
  const { address } = takeApart(typed.value);
  const secret = await prompts.type({
    title,
    prompt: translate(
      "The password, which is kept in this editor's secret storage. Leave it empty where the environment or .pgpass has it.",
    ),
    canGoBack: false,
    masked: true,
    check: () => null,
  });
  if (secret.kind !== "answered") return;
  const password = secret.value === "" ? null : secret.value;
  await told(tools, async () => {
    await checkSettled(tools, address);
    await prompts.progress(translate("Opening the ledger…"), () => tools.tryOut(address, password));
    await tools.choose({ address, password });
  });
}

/** Has every program of this user use this machine's own ledger. */
export async function useOwnLedger(tools: LedgerChooser): Promise<void> {
  await told(tools, async () => {
    await tools.openHere(null);
    await tools.choose(null);
  });
}

/** Its number would be free in the other ledger. @throws {LeaseError} `bad-input`. */
async function checkSettled({ openHere }: LedgerChooser, address: string): Promise<void> {
  const open = await openHere(address);
  if (open === 0) return;
  const reason = translate(
    "Something that was begun in this machine's own ledger is not settled. “leaseline ledger move” takes it along, or Check Again settles it first.",
  );
  throw new LeaseError({ kind: "bad-input", field: "ledger", reason });
}

async function told({ prompts, reload }: LedgerChooser, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    prompts.tell({ severity: "error", text: failureSentence(error.failure), actions: [] });
    return;
  }
  prompts.tell({
    severity: "information",
    text: translate("The ledger was chosen. Each window uses it once it is reloaded."),
    actions: [{ label: translate("Reload Window"), run: reload }],
  });
}

function problemWith(text: string, takeApart: LedgerChooser["takeApart"]): string | null {
  try {
    return takeApart(text).password === null
      ? null
      : translate("Leave the password out: it is asked for next.");
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    return translate("A ledger's address reads postgres://user@host:5432/database.");
  }
}
