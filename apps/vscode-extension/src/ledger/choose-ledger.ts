import { LeaseError, type LeftBehind } from "@leaseline/core";
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
  /**
   * What this machine's own ledger holds that another one at `address` does not; null where its own is used again.
   * @throws {LeaseError} also where it was moved elsewhere.
   */
  readonly leftHere: (address: string | null) => Promise<LeftBehind>;
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
    await leavesSomething(tools, address);
    await prompts.progress(translate("Opening the ledger…"), () => tools.tryOut(address, password));
    const usedOwn = tools.address() === "";
    await tools.choose({ address, password });
    // From here on nothing is begun in it; what was, while the other one was opened, counts.
    const leaves = await leavesSomething(tools, address).catch(async (error: unknown) => {
      if (usedOwn) await tools.choose(null);
      throw error;
    });
    if (!leaves) return "";
    return translate(
      "What this machine's own ledger holds stays there, its limits and protection too: “leaseline ledger move {0}” takes it along.",
      address,
    );
  });
}

/** Has every program of this user use this machine's own ledger. */
export async function useOwnLedger(tools: LedgerChooser): Promise<void> {
  await told(tools, async () => {
    await tools.leftHere(null);
    const before = placeIn(tools);
    await tools.choose(null);
    if (before === null) return "";
    return translate(
      "Others go on with {0}, and its limits and protection do not hold here: with an account that is used with both ledgers, a number can be leased twice.",
      before,
    );
  });
}

/** Null also where what is set is no address: a person may be getting rid of it. */
function placeIn({ address, takeApart }: LedgerChooser): string | null {
  try {
    return takeApart(address()).address;
  } catch (error) {
    if (LeaseError.isInstance(error)) return null;
    throw error;
  }
}

/** What is open would be free in the other ledger. @throws {LeaseError} `bad-input`. */
async function leavesSomething({ leftHere }: LedgerChooser, address: string): Promise<boolean> {
  const { open, operations, caps, protectedNumbers } = await leftHere(address);
  if (open === 0) return operations + caps.length + protectedNumbers.length > 0;
  const reason = translate(
    "Something that was begun in this machine's own ledger is not settled. “leaseline ledger move” takes it along, or Check Again settles it first.",
  );
  throw new LeaseError({ kind: "bad-input", field: "ledger", reason });
}

/** @param work - returns what there is to be said beside it. */
async function told(
  { prompts, reload }: LedgerChooser,
  work: () => Promise<string>,
): Promise<void> {
  let more;
  try {
    more = await work();
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    prompts.tell({ severity: "error", text: failureSentence(error.failure) });
    return;
  }
  prompts.tell({
    text: [translate("The ledger was chosen. Each window uses it once it is reloaded."), more]
      .filter(Boolean)
      .join(" "),
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
