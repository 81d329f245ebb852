import { openStates } from "../../ledger/operation.js";

/** What holds a number against every other operation, in SQL: the same for the claim and for whoever asks about it. */
export const isOpen = `state IN (${openStates.map((state) => `'${state}'`).join(", ")})`;

/** One for each version that the file has had; the last one's index plus one is `user_version`. */
export const migrations: readonly string[] = [
  `
  -- The first five columns stand in this order so that a damaged file can still be read: see salvage.ts.
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

  -- The claim: at most one open operation for each account and number.
  CREATE UNIQUE INDEX open_operation ON operations (account, number)
    WHERE ${isOpen};

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
    -- The price while it is charged again and again, else null.
    charged TEXT,
    origin TEXT NOT NULL,
    position INTEGER NOT NULL,
    -- 1 when the last list did not have it. One list may be out of date: the next one decides.
    missed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, number)
  ) STRICT;

  CREATE TABLE lists (account TEXT PRIMARY KEY, readAt TEXT NOT NULL) STRICT;

  CREATE TABLE notices (position INTEGER PRIMARY KEY, notice TEXT NOT NULL) STRICT;

  -- Counts everything that is written.
  CREATE TABLE counter (position INTEGER NOT NULL) STRICT;
  INSERT INTO counter VALUES (0);
  `,
];
