import type { DatabaseSync } from "node:sqlite";
import { charges, reservation, upkeep } from "../../ledger/costs.js";
import { isOpen as isOpenState } from "../../ledger/operation.js";
import type { Cost } from "../../ledger/store.js";
import { hasNoPrice, isOpen } from "./queries.js";
import { insertCosts, leasePrice, text, toOperation } from "./rows.js";

const first = `
  CREATE TABLE operations (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    sender TEXT NOT NULL,
    price TEXT,
    failure TEXT,
    "order" TEXT,
    lease TEXT,
    startedAt TEXT NOT NULL,
    changedAt TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX open_operation ON operations (account, number) WHERE ${isOpen};

  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    operation TEXT NOT NULL REFERENCES operations (id),
    event TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_operation ON events (operation);

  CREATE TABLE leases (
    account TEXT NOT NULL,
    number TEXT NOT NULL,
    lease TEXT NOT NULL,
    charged TEXT,
    origin TEXT NOT NULL,
    position INTEGER NOT NULL,
    missed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, number)
  ) STRICT;
  CREATE TABLE lists (account TEXT PRIMARY KEY, readAt TEXT NOT NULL) STRICT;
  CREATE TABLE notices (position INTEGER PRIMARY KEY, notice TEXT NOT NULL) STRICT;

  -- Counts everything that is written.
  CREATE TABLE counter (position INTEGER NOT NULL) STRICT;
  INSERT INTO counter VALUES (0);
`;

const identities = `
  ALTER TABLE events RENAME TO events_before;
  ALTER TABLE operations RENAME TO operations_before;
  ALTER TABLE leases RENAME TO leases_before;
  ALTER TABLE lists RENAME TO lists_before;
  DROP INDEX open_operation;
  DROP INDEX events_of_operation;

  CREATE TABLE operations (
    position INTEGER PRIMARY KEY,
    -- By which a damaged file is read: see salvage.ts. First, so that it stands in one piece.
    brief TEXT NOT NULL GENERATED ALWAYS AS (json_object(
      'id', id, 'kind', kind, 'number', number, 'state', state, 'identity', identity, 'account', account
    )) STORED,
    -- The version that wrote it. A program of an earlier one that still has the file open cannot begin anything.
    version INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    identity TEXT,
    account TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    sender TEXT NOT NULL,
    key TEXT,
    how TEXT,
    price TEXT,
    failure TEXT,
    "order" TEXT,
    lease TEXT,
    startedAt TEXT NOT NULL,
    changedAt TEXT NOT NULL
  ) STRICT;
  -- The claim. What was begun before ledgers knew identities may stand on a number twice; it holds it too.
  CREATE UNIQUE INDEX open_operation ON operations (number) WHERE ${isOpen} AND identity IS NOT NULL;
  CREATE INDEX operations_on_number ON operations (number, position);
  CREATE INDEX operations_in_state ON operations (state, position);
  CREATE INDEX operations_with_key ON operations (key, position) WHERE key IS NOT NULL;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    operation TEXT NOT NULL REFERENCES operations (id),
    event TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_operation ON events (operation);

  CREATE TABLE lists (
    list TEXT PRIMARY KEY,
    identity TEXT,
    account TEXT NOT NULL,
    readAt TEXT,
    position INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE leases (
    list TEXT NOT NULL,
    number TEXT NOT NULL,
    lease TEXT NOT NULL,
    origin TEXT NOT NULL,
    price TEXT,
    first TEXT,
    position INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    PRIMARY KEY (list, number)
  ) STRICT;

  -- What counts against the caps: see costs.ts.
  CREATE TABLE costs (
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    month TEXT,
    currency TEXT NOT NULL,
    amount TEXT NOT NULL
  ) STRICT;
  CREATE INDEX costs_by_name ON costs (name);
  CREATE INDEX costs_by_month ON costs (month, kind, currency, amount);

  CREATE TABLE sessions (session TEXT PRIMARY KEY, process TEXT NOT NULL) STRICT;

  ALTER TABLE counter ADD COLUMN month TEXT NOT NULL DEFAULT '';
  ALTER TABLE counter ADD COLUMN rewoundAt INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE counter ADD COLUMN caps TEXT NOT NULL DEFAULT '[]';

  INSERT INTO operations (
    position, version, id, kind, account, number, state, sender, price, failure, "order", lease, startedAt, changedAt
  ) SELECT position, 1, id, kind, account, number, state, sender, price, failure, "order", lease, startedAt, changedAt
    FROM operations_before;
  INSERT INTO events SELECT * FROM events_before;
  INSERT INTO lists SELECT 'name:' || account, NULL, account, readAt, 0 FROM lists_before;
  INSERT OR IGNORE INTO lists SELECT 'name:' || account, NULL, account, NULL, 0 FROM leases_before;
  INSERT INTO leases
    SELECT 'name:' || account, number, lease, origin, json_extract(lease, '$.price'), NULL, position, missed
    FROM leases_before;
  DROP TABLE events_before;
  DROP TABLE operations_before;
  DROP TABLE leases_before;
  DROP TABLE lists_before;
`;

const notes = `
  CREATE TABLE notes (
    number TEXT PRIMARY KEY,
    label TEXT,
    protected INTEGER NOT NULL,
    -- By which a damaged file is read, as with operations.
    brief TEXT GENERATED ALWAYS AS (iif(protected, json_object('protected', number), NULL)) STORED
  ) STRICT;
  -- Each claim under a cap asks for them, however many numbers are held.
  CREATE INDEX leases_without_price ON leases (list, number) WHERE ${hasNoPrice};
`;

const wholeLists = `
  ALTER TABLE lists ADD COLUMN isWhole INTEGER NOT NULL DEFAULT 0;
  UPDATE lists SET isWhole = 1 WHERE readAt IS NOT NULL;
  -- The version before kept no time of a list that could not be read whole.
  UPDATE lists SET readAt = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE readAt IS NULL AND position > 0;

  -- Version 3 made them when it needed them.
  CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, operation TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS taken (move TEXT PRIMARY KEY) STRICT;

  -- A program of an earlier version that still has the file open finishes what it has begun, and begins nothing.
  DROP TRIGGER IF EXISTS protected_number;
  CREATE TRIGGER earlier_program BEFORE INSERT ON operations WHEN NEW.version < 4
    BEGIN SELECT RAISE(ABORT, 'the ledger is of a later version'); END;
`;

/** One for each version that the file has had; the last one's index plus one is `user_version`. */
export const migrations: readonly ((database: DatabaseSync) => void)[] = [
  (database) => database.exec(first),
  (database) => {
    database.exec(identities);
    const book = (name: unknown, costs: readonly Cost[]) =>
      insertCosts(String(name), costs, (sql, values) => database.prepare(sql).run(...values));
    for (const row of database.prepare("SELECT * FROM operations").all()) {
      const operation = toOperation(row);
      const month = operation.changedAt.slice(0, "2026-11".length);
      book(
        operation.id,
        isOpenState(operation) ? reservation(operation) : charges(operation, month),
      );
    }
    for (const row of database.prepare("SELECT * FROM leases").all())
      book(`${text(row["list"])} ${text(row["number"])}`, upkeep(leasePrice(row)));
  },
  (database) => database.exec(notes),
  (database) => database.exec(wholeLists),
];
