import { openStates } from "@leaseline/core";

/** What holds a number against every other operation, word for word as the indexes have it. */
export const isOpen = `state IN (${openStates.map((state) => `'${state}'`).join(", ")})`;

/** What runs, and nobody has said how much it costs: the same as the core's `isUnpriced`. */
export const isUnpriced = `price->>'recurring' IS NULL AND lease->>'state' NOT IN ('releasing', 'released')`;

const first = `
  CREATE TABLE ledger (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version integer NOT NULL DEFAULT 0,
    -- Of the server that wrote last: see stock.ts.
    system text NOT NULL DEFAULT '',
    timeline text NOT NULL DEFAULT '',
    month text NOT NULL DEFAULT '',
    rewound_at bigint NOT NULL DEFAULT 0,
    -- Until then no list says anything; what is read later does, and this is null again.
    settles_at timestamptz,
    caps json NOT NULL DEFAULT '[]',
    -- Where all of it has gone.
    moved json
  );
  INSERT INTO ledger DEFAULT VALUES;
  -- A row for each transaction that changed something, in the order in which they were committed; the latest are kept.
  -- No row that everybody updates, and no sequence, which would run ahead of the commits.
  CREATE TABLE changes (
    position bigint PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    session text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );

  CREATE TABLE operations (
    position bigint PRIMARY KEY,
    -- Of what is written as JSON: a later one is not guessed at.
    form smallint NOT NULL,
    id text NOT NULL UNIQUE,
    kind text NOT NULL,
    identity text,
    account text NOT NULL,
    number text NOT NULL,
    state text NOT NULL,
    sender text NOT NULL,
    key text,
    how text,
    price json,
    failure json,
    "order" text,
    lease json,
    started_at text NOT NULL,
    changed_at text NOT NULL
  );
  -- The claim.
  CREATE UNIQUE INDEX open_operation ON operations (number) WHERE ${isOpen} AND identity IS NOT NULL;
  CREATE INDEX open_operations ON operations (position) WHERE ${isOpen};
  CREATE INDEX open_operations_of ON operations (sender) WHERE ${isOpen};
  CREATE INDEX operations_on_number ON operations (number, position);
  CREATE INDEX operations_in_state ON operations (state, position);
  CREATE INDEX operations_of_identity ON operations (identity, position);
  CREATE INDEX operations_of_account ON operations (account, position);
  CREATE INDEX operations_with_key ON operations (key, position) WHERE key IS NOT NULL;

  CREATE TABLE events (
    operation text NOT NULL REFERENCES operations (id),
    position bigint NOT NULL,
    form smallint NOT NULL,
    event json NOT NULL,
    at text NOT NULL,
    PRIMARY KEY (operation, position)
  );

  CREATE TABLE lists (
    list text COLLATE "C" PRIMARY KEY,
    identity text,
    account text NOT NULL,
    read_at text,
    position bigint NOT NULL
  );
  CREATE TABLE leases (
    list text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    form smallint NOT NULL,
    lease json NOT NULL,
    origin text NOT NULL,
    price json,
    first json,
    position bigint NOT NULL,
    missed boolean NOT NULL,
    PRIMARY KEY (list, number)
  );

  CREATE INDEX unpriced_leases ON leases (list, number) WHERE ${isUnpriced};

  -- What counts against the caps, and the totals of it: nobody adds up every price to lease one number.
  CREATE TABLE costs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    month text NOT NULL,
    currency text NOT NULL,
    amount numeric(24, 9) NOT NULL
  );
  CREATE INDEX costs_by_name ON costs (name);
  CREATE TABLE totals (
    kind text NOT NULL,
    month text NOT NULL,
    currency text NOT NULL,
    amount numeric(24, 9) NOT NULL,
    times bigint NOT NULL,
    PRIMARY KEY (month, kind, currency)
  );

  CREATE TABLE notes (
    number text COLLATE "C" PRIMARY KEY,
    label text,
    is_protected boolean NOT NULL
  );
  CREATE TABLE sessions (
    session text PRIMARY KEY,
    lock bigint NOT NULL,
    holder text NOT NULL,
    since timestamptz NOT NULL,
    ended boolean NOT NULL
  );
  CREATE TABLE taken (move text PRIMARY KEY);
  CREATE TABLE notices (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, form smallint NOT NULL, notice json NOT NULL);
`;

const keys = `
  -- The first tables that there were lack it.
  ALTER TABLE ledger ADD COLUMN IF NOT EXISTS settles_at timestamptz;
  -- What a caller's key leads to that another request had begun.
  CREATE TABLE keys (key text COLLATE "C" PRIMARY KEY, operation text NOT NULL);
`;

const wholeLists = `
  ALTER TABLE lists ADD COLUMN is_whole boolean NOT NULL DEFAULT false;
  UPDATE lists SET is_whole = true WHERE read_at IS NOT NULL;
  -- The version before kept no time of a list that could not be read whole.
  UPDATE lists SET read_at = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    WHERE read_at IS NULL AND position > 0;
`;

const sums = `
  -- What they come to may be more than any of them can be.
  ALTER TABLE totals ALTER COLUMN amount TYPE numeric;
`;

/** One for each version that the tables have had. */
export const migrations: readonly string[] = [first, keys, wholeLists, sums];

/** Of what is written as JSON. */
export const form = 1;
