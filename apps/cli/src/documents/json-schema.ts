import * as z from "zod/mini";
import { documents, failed } from "./documents.js";
import * as ledgerRecords from "./ledger-records.js";
import * as records from "./records.js";

/** The records that documents are made of, and what a reader has to know of each. */
const named: Readonly<Record<string, readonly [schema: z.ZodMiniType, description: string]>> = {
  Money: [
    records.money,
    "An amount of one currency, as decimal text in its major unit. Never converted.",
  ],
  Price: [records.price, "What a number costs. Null is what the provider did not say."],
  Offer: [records.offer, "A number that can be leased."],
  Lease: [records.lease, "A number that an account holds, and pays for."],
  Operation: [
    records.operation,
    "A lease or a release that was begun here, and how far it has come.",
  ],
  Plan: [records.plan, "What a command would do, of --dry-run: what it asks, reserves and sends."],
  WayOut: [
    records.wayOut,
    "What a person can do about an operation that is not settled, and whether that may cost money.",
  ],
  Cap: [
    ledgerRecords.cap,
    "A limit on what may be spent a month, or for one lease when it begins.",
  ],
  Note: [ledgerRecords.note, "A number's label, and whether it is protected."],
  Ledger: [
    ledgerRecords.ledger,
    "Which ledger is used, and its state: live sessions, what is open and since when, and when each account's list was last read, and whether all of it could be.",
  ],
  Session: [
    ledgerRecords.session,
    "A live program or window that has written in the ledger, and how many operations it has open.",
  ],
  Moved: [
    ledgerRecords.moved,
    "What came from this machine's ledger into a shared one; nothing where that had been done already.",
  ],
  Account: [records.account, "An account, and where its keys come from."],
  LeftOut: [
    records.leftOut,
    "What is left out, and why. The account is null for all accounts together, the count if it is unknown.",
  ],
  Charge: [records.charge, "When a number is charged next."],
  Failure: [records.failure, "What went wrong: told apart by its kind, never by its message."],
  AccountFailure: [records.accountFailure, "The same, of one account while others could be read."],
};

/** Everything that `--json` can write, as JSON Schema. It says nothing against further fields: they may be added. */
export function jsonSchema() {
  const registry = z.registry<{ id: string; description: string }>();
  for (const [id, [schema, description]] of Object.entries(named))
    registry.add(schema, { id, description });
  const written = [...Object.entries(documents), ["failure", failed] as const];
  for (const [name, schema] of written)
    registry.add(z.clone(schema), {
      id: idOf(name),
      description: name === "failure" ? "Of every command." : `Of “leaseline ${name} --json”.`,
    });
  const { schemas } = z.toJSONSchema(registry, {
    metadata: registry,
    uri: (id) => `#/$defs/${id}`,
    override: ({ jsonSchema: made }) => {
      delete made.additionalProperties;
      delete made.readOnly;
      delete made.$schema;
    },
  });
  // An id of a part of a document is none: whoever checks by the standard would take nothing of it.
  for (const schema of Object.values(schemas)) delete schema.$id;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "What the command leaseline writes with --json",
    anyOf: written.map(([name]) => ({ $ref: `#/$defs/${idOf(name)}` })),
    $defs: schemas,
  };
}

function idOf(command: string): string {
  return command.replace(" ", "-");
}
