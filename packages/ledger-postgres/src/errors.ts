import { LeaseError, type LedgerProblem, phrase } from "@leaseline/core";
import { refused } from "./refused.js";

/** SQLSTATE, of five characters; null for what did not come from the server, or a pooler in front of it. */
function stateOf(error: unknown): string | null {
  if (!(error instanceof Error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code))))
    return null;
  const state = String(error.code);
  if (state !== protocolViolation) return state;
  return poolerStates.find(([words]) => words.test(error.message))?.[1] ?? state;
}

const protocolViolation = "08P01";
const unsupportedParameter = "0A000";
const noTransactions = "25000";
/** PgBouncer calls a protocol violation whatever is refused while connecting, by the server too: what that would say. */
const poolerStates: readonly (readonly [RegExp, string])[] = [
  [/^no more connections|too many (clients|connections)|^remaining connection slots/, "53300"],
  [/^unsupported startup parameter/, unsupportedParameter],
  [/^transaction blocks not allowed/, noTransactions],
  [/^database "?.*"? does not exist|^no such database/, "3D000"],
  [/^role .* does not exist|^no pg_hba\.conf entry/, "28000"],
  [/^no such user|authentication failed/, "28P01"],
];

/** Whether the transaction was rolled back for the sake of another one, and may be run again. */
export function isCollision(error: unknown): boolean {
  const state = stateOf(error);
  return state === "40001" || state === "40P01";
}

/** Whether the server has no connection left for the role. */
export function isCrowded(error: unknown): boolean {
  return stateOf(error) === "53300";
}

/** Whether the role has no right to it. */
export function isDenied(error: unknown): boolean {
  return stateOf(error) === "42501";
}

/** A connection that answers, and does not lead any more to what it led to. */
export class LostConnection extends Error {}

/** It was let in, and kept waiting: whatever lends the server's connections has none left. */
class NoneLent extends LostConnection {}

/** What is asked first on a new connection: that is not answered before there is one of the server's behind it. */
export async function askedFirst<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (cause) {
    if (!(cause instanceof Error && waited.test(cause.message))) throw cause;
    throw new NoneLent("the first question was not answered", { cause });
  }
}

/** Whether it is the way to the database that failed, or the database itself that went away. */
export function isLost(error: unknown): boolean {
  if (error instanceof LostConnection) return true;
  const state = stateOf(error);
  if (state !== null) return /^(08|57P0)/.test(state) || ended.has(state);
  if (!(error instanceof Error) || LeaseError.isInstance(error)) return false;
  if (error instanceof RangeError || error instanceof TypeError) return false;
  return wayCodes.has(codeOf(error)) || lostWords.test(error.message);
}

/** Whether its connection is not used again: another one may lead elsewhere, or be one that may write by now. */
export function isSpent(error: unknown): boolean {
  return isLost(error) || stateOf(error) === "25006";
}

/** Of a transaction that was idle, or a statement that took, too long: the session is ended with it. */
const ended = new Set(["25P03", "25P04"]);
const wayCodes = new Set(
  "ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN".split(" "),
);
/** As node-postgres says it, and PgBouncer, which also says so to whom it has not let in, as the server is away. */
const waited = /^(Query read timeout|query_wait_timeout)/;
/** As node-postgres says it; it has no codes for these. */
const lostWords =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client was closed)/;

/** A failure of PostgreSQL's or of the way there, in our words. A defect of ours stays what it is. */
export function unavailable(cause: unknown): unknown {
  if (LeaseError.isInstance(cause) || cause instanceof RangeError || cause instanceof TypeError)
    return cause;
  const state = stateOf(cause) ?? "";
  const mending = mendings.find(([states]) => states.test(state));
  if (mending) return refused(mending[1], { cause });
  if (codeOf(cause) === "ERR_TLS_CERT_ALTNAME_INVALID")
    return refused(
      phrase(
        "The certificate of the database is for another host: write the address with the name that it has, or somebody else answers there.",
      ),
      { cause },
    );
  if (/^(CERT_|ERR_TLS|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(codeOf(cause)))
    return refused(
      phrase(
        "The certificate of the database is not trusted. Name the file of its authority with sslrootcert.",
      ),
      { cause },
    );
  if (cause instanceof Error && cause.message.includes("does not support SSL"))
    return refused(
      phrase(
        "The database does not speak TLS. Turn it on there, or say sslmode=disable if the way to it is safe.",
      ),
      { cause },
    );
  return new LeaseError({ kind: "ledger-unavailable", reason: problemOf(cause, state) }, { cause });
}

function problemOf(cause: unknown, state: string): LedgerProblem {
  if (cause instanceof NoneLent) return "crowded";
  return isLost(cause) ? "unreachable" : (problems.get(state) ?? "database");
}

/** What lends the server's connections from one transaction, or statement, to the next. */
export function pooled(cause?: unknown): LeaseError {
  return refused(pooledSentence, { cause });
}

/** What somebody has dropped or emptied, or is restoring at the moment. */
export function gone(): LeaseError {
  return refused(goneSentence);
}

/** Whose rights are fewer than a ledger needs. */
export function denied(): LeaseError {
  return refused(deniedSentence);
}

/** What node-postgres cannot read of what comes from the other side. */
export function unread(cause: unknown): Error {
  // As node-postgres says it where Kerberos or SSPI is asked for.
  if (cause instanceof Error && cause.message.startsWith("Unknown authenticationOk message type"))
    return refused(notLetInSentence, { cause });
  return new LostConnection("what it says is not PostgreSQL's", { cause });
}

const pooledSentence = phrase(
  "A pooler in transaction or statement mode is in front of the database, and sessions cannot be told apart through it. Name the database itself, or a port of the pooler in session mode.",
);

const notLetInSentence = phrase(
  "The database lets nobody in like this: look at the name of the role, and at what the server's pg_hba.conf asks of it, such as TLS.",
);

const deniedSentence = phrase(
  "The role lacks rights that a ledger needs. Its README has them as SQL.",
);

const goneSentence = phrase(
  "The ledger's tables are not in the database any more, or not all of them. If they were not dropped on purpose, restore them from a backup.",
);

const mendings: readonly (readonly [RegExp, string])[] = [
  [/^28P01$/, phrase("The database does not let this role in: look at its name and its password.")],
  [/^28/, notLetInSentence],
  [
    new RegExp(`^${unsupportedParameter}$`),
    phrase(
      "The pooler in front of the database takes no options with a connection: unset PGOPTIONS, or name “options” in its ignore_startup_parameters.",
    ),
  ],
  [new RegExp(`^${noTransactions}$`), pooledSentence],
  [/^3D000$/, phrase("There is no such database on the server.")],
  [
    /^42(703|P07)$/,
    phrase(
      "The schema in the database holds something that is not a ledger of Leaseline's. Name another database.",
    ),
  ],
  [/^42P01$/, goneSentence],
  [/^42501$/, deniedSentence],
];

const problems = new Map<string, LedgerProblem>([
  ["25006", "standby"],
  ["53100", "full"],
  ["58030", "disk-error"],
  ["53300", "crowded"],
  ["55P03", "busy"],
  ["57014", "busy"],
  ["40001", "busy"],
  ["40P01", "busy"],
]);

/** What the server, the system or TLS calls it; empty where nobody does. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
