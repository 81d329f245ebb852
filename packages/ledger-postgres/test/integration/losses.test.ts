import { rmSync, writeFileSync } from "node:fs";
import { createLedger, openStates } from "@leaseline/core";
import { startProxy } from "@leaseline/postgres-host/proxy";
import { escapeIdentifier } from "pg";
import { describe, expect, it } from "vitest";
import { type Stage, portOf, stage, withoutPostgres } from "../support/stage.js";
import { another, identity, number, request } from "../support/request.js";

const account = { identity, account: "a" };
const other = { identity: "example||b" as typeof identity, account: "b" };
const settles = { lossSettlesMs: 0 };

describe.skipIf(withoutPostgres)("a database that has lost something", () => {
  it.each<[string, (place: Stage, copy: Copy) => Promise<void>]>([
    ["was restored to what it was", async (place, copy) => restore(place, copy)],
    [
      "was restored, and others have written since up to where it was",
      async (place, copy) => {
        await restore(place, copy);
        const elsewhere = createLedger(place.open({ folder: `${place.options.folder}/other` }));
        for (let index = 0; index < 12; index += 1) await elsewhere.setCaps([]);
        await elsewhere.close();
      },
    ],
    [
      "was made anew",
      async (place) =>
        void (await place.sql(`DROP SCHEMA ${escapeIdentifier(schemaOf(place))} CASCADE`)),
    ],
    [
      "is another server, with a copy of the files",
      async (place) =>
        void (await place.sql(`UPDATE ${schemaOf(place, "ledger")} SET system = '7'`)),
    ],
    [
      "has failed over",
      async (place) =>
        void (await place.sql(`UPDATE ${schemaOf(place, "ledger")} SET timeline = '00000009'`)),
    ],
  ])("that %s leases nothing before the account was read", async (_, happens) => {
    await on(async (place) => {
      const before = createLedger(place.open());
      await before.keepList(account, [], await before.position());
      const copy = await copied(place);
      const { id } = claimed(await before.claim(request));
      await before.record(id, { kind: "sent" });
      await before.close();
      await happens(place, copy);

      const after = createLedger(place.open(settles));
      const refused = { kind: "unlisted", identities: [identity], because: "rewound" };
      expect(await after.claim({ ...request, number: another })).toEqual(refused);
      expect(await after.notices()).toMatchObject([{ kind: "rewound" }]);
      expect((await after.status()).rewound).toBe(true);
      await after.keepList(account, [], await after.position());
      expect((await after.claim({ ...request, number: another })).kind).toBe("claimed");
      // It is found out once: the next session sees nothing new.
      const next = createLedger(place.open(settles));
      expect((await next.claim({ ...request, number: another })).kind).toBe("held");
      expect(await next.notices()).toHaveLength(1);
      expect((await next.status()).rewound).toBe(false);
    });
  });

  it("that was loaded out of a dump leases nothing before the account was read, for who has it open or has never seen it", async () => {
    await on(async (place) => {
      const [open, idle] = [createLedger(place.open(settles)), createLedger(place.open(settles))];
      await open.keepList(account, [], await open.position());
      await idle.setCaps([]);
      const copy = await copied(place);
      const { id } = claimed(await open.claim(request));
      await open.record(id, { kind: "sent" });
      await load(place, copy);
      const refused = { kind: "unlisted", identities: [identity], because: "rewound" };
      expect(await open.claim({ ...request, number: another })).toEqual(refused);
      expect(await idle.claim({ ...request, number: another })).toEqual(refused);
      expect(await open.notices()).toHaveLength(1);
      await open.keepList(account, [], await open.position());
      claimed(await open.claim({ ...request, number: another }));
      // As in another database, to which nobody who leases has been.
      await load(place, await copied(place));
      const folder = `${place.options.folder}/empty`;
      const next = createLedger(place.open({ ...settles, folder }));
      expect(await next.claim(request)).toEqual(refused);
      expect((await next.status()).rewound).toBe(true);
    });
  });

  it("that was loaded out of a dump is known by who has it open, and has seen no more than that", async () => {
    await on(async (place) => {
      const ledger = createLedger(place.open(settles));
      await ledger.keepList(account, [], await ledger.position());
      await load(place, await copied(place));
      expect(await ledger.claim(request)).toMatchObject({ because: "rewound" });
      expect(await ledger.notices()).toMatchObject([{ kind: "rewound" }]);
    });
  });

  it.each([
    ["remembers where it was", () => {}],
    ["cannot write that down", ({ options: { folder = "" } }: Stage) => blocked(folder)],
  ])(
    "that was emptied leases nothing before the account was read, for who has it open and %s",
    async (_, prepare) => {
      await on(async (place) => {
        prepare(place);
        const ledger = createLedger(place.open(settles));
        await ledger.keepList(account, [], await ledger.position());
        const { id } = claimed(await ledger.claim(request));
        await ledger.record(id, { kind: "sent" });
        const emptied = tables.filter((table) => table !== "ledger");
        await place.sql(`TRUNCATE ${emptied.map((table) => schemaOf(place, table)).join()}`);
        const refused = { kind: "unlisted", identities: [identity], because: "rewound" };
        expect(await ledger.claim(request)).toEqual(refused);
        expect(await ledger.notices()).toMatchObject([{ kind: "rewound" }]);
        await ledger.keepList(account, [], await ledger.position());
        claimed(await ledger.claim(request));
      });
    },
  );

  it.each(["reads", "writes"])(
    "that another machine made anew leases nothing before the account was read, for who has it open and %s",
    async (does) => {
      await on(async (place) => {
        const ledger = createLedger(place.open(settles));
        const { id } = claimed(await ledger.claim(request));
        await ledger.record(id, { kind: "sent" });
        await place.sql(`DROP SCHEMA ${escapeIdentifier(schemaOf(place))} CASCADE`);
        // One that has never seen it.
        const folder = `${place.options.folder}/empty`;
        await createLedger(place.open({ folder })).setCaps([]);
        if (does === "reads") expect((await ledger.status()).rewound).toBe(true);
        const refused = { kind: "unlisted", identities: [identity], because: "rewound" };
        expect(await ledger.claim(request)).toEqual(refused);
        expect(await ledger.notices()).toMatchObject([{ kind: "rewound" }]);
        await ledger.keepList(account, [], await ledger.position());
        claimed(await ledger.claim(request));
      });
    },
  );

  it("is known by where it was seen furthest, under whatever address", async () => {
    await on(async (place) => {
      const ledger = createLedger(place.open());
      await ledger.keepList(account, [], await ledger.position());
      const position = await ledger.position();
      await ledger.setCaps([]);
      await ledger.close();
      // As a copy of the server's files has it, which was made before that.
      await place.sql(`DELETE FROM ${schemaOf(place, "changes")} WHERE position > $1`, [position]);
      const proxy = await startProxy(portOf(place));
      try {
        const connection = place.options.connection.replace(/:\d+\//, `:${proxy.port}/`);
        const elsewhere = createLedger(place.open({ ...settles, connection }));
        expect(await elsewhere.claim(request)).toMatchObject({ because: "rewound" });
        await elsewhere.keepList(account, [], await elsewhere.position());
        claimed(await elsewhere.claim(request));
        expect(await elsewhere.notices()).toHaveLength(1);
      } finally {
        await proxy.close();
      }
    });
  });

  it("believes no list that was begun while a request whose record is lost may be on its way", async () => {
    await on(async (place) => {
      const ledger = createLedger(place.open());
      await ledger.keepList(account, [], await ledger.position());
      await place.sql(`UPDATE ${schemaOf(place, "ledger")} SET timeline = '00000009'`);
      const after = createLedger(place.open({ lossSettlesMs: 600_000 }));
      after.connect([account, other]);
      const both = [identity, other.identity];
      await after.keepList(account, [], await after.position());
      expect(await after.claim(request)).toMatchObject({ kind: "unlisted", identities: both });
      expect((await after.status()).rewound).toBe(true);
      const begun = await after.position();
      // The ten minutes are over.
      const settles = "settles_at = settles_at - interval '10 minutes'";
      await place.sql(`UPDATE ${schemaOf(place, "ledger")} SET ${settles}`);
      await expect
        .poll(async () => {
          await after.keepList(account, [], await after.position());
          return after.claim(request);
        })
        .toMatchObject({ kind: "unlisted", identities: [other.identity] });
      // It was kept since, and what was on its way when it was begun may not be in it.
      await after.keepList(other, [], begun);
      expect(await after.claim(request)).toMatchObject({ identities: [other.identity] });
      await after.keepList(other, [], await after.position());
      expect((await after.claim(request)).kind).toBe("claimed");
    });
  });

  it("needs each list once from who comes when all that was on its way has arrived", async () => {
    await on(async (place) => {
      const ledger = createLedger(place.open());
      await ledger.keepList(account, [], await ledger.position());
      await place.sql(`UPDATE ${schemaOf(place, "ledger")} SET timeline = '00000009'`);
      expect(await createLedger(place.open({ lossSettlesMs: 0 })).notices()).toHaveLength(1);
      // Who may only read says what there is.
      const { schema } = place.options;
      const role = `reader ${schema}`;
      await place.sql(`CREATE ROLE ${escapeIdentifier(role)} LOGIN;
        GRANT USAGE ON SCHEMA ${escapeIdentifier(schema)} TO ${escapeIdentifier(role)};
        GRANT SELECT ON ALL TABLES IN SCHEMA ${escapeIdentifier(schema)} TO ${escapeIdentifier(role)}`);
      const address = new URL(place.options.connection);
      address.username = encodeURIComponent(role);
      const reader = createLedger(place.open({ connection: address.href }));
      expect((await reader.status()).rewound).toBe(true);
      const next = createLedger(place.open());
      await next.keepList(account, [], await next.position());
      expect((await next.status()).rewound).toBe(false);
      expect((await next.claim(request)).kind).toBe("claimed");
      await reader.close();
      await place.sql(
        `DROP OWNED BY ${escapeIdentifier(role)}; DROP ROLE ${escapeIdentifier(role)}`,
      );
    });
  });

  it("asks about what it calls sent, while who has sent it lives and has heard more", async () => {
    await on(async (place) => {
      const sender = createLedger(place.open(settles));
      const { id } = claimed(await sender.claim(request));
      await sender.record(id, { kind: "sent" });
      const copy = await copied(place);
      const failure = {
        kind: "outcome-unknown",
        reason: "timed-out",
        status: null,
        detail: null,
      } as const;
      await sender.record(id, { kind: "unknown", failure });
      await restore(place, copy);
      const ledger = createLedger(place.open(settles));
      expect(await ledger.find(id)).toMatchObject({ state: "needs-attention" });
      expect((await ledger.history(id)).map(({ event }) => event.kind)).toEqual([
        "sent",
        "unknown",
        "needs-attention",
      ]);
      expect((await sender.record(id, { kind: "absent" })).state).toBe("absent");
    });
  });

  it("does not say of what it calls claimed that it was not sent", async () => {
    await on(async (place) => {
      const sender = createLedger(place.open());
      const { id } = claimed(await sender.claim(request));
      const copy = await copied(place);
      await sender.record(id, { kind: "sent" });
      await restore(place, copy);
      const ledger = createLedger(place.open(settles));
      const [open] = await ledger.operations({ states: openStates });
      expect(open).toMatchObject({ id, number, state: "needs-attention" });
      expect((await ledger.history(id)).map(({ event }) => event.kind)).toEqual([
        "sent",
        "unknown",
        "needs-attention",
      ]);
      // Its sender knows how it ended, and may say so.
      const failure = { kind: "number-taken" } as const;
      const told = await sender.record(id, { kind: "rejected", failure });
      expect(told.state).toBe("rejected");
    });
  });
});

/** A file is in the place of the folder. */
function blocked(folder: string): void {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
}

type Copy = ReadonlyMap<string, readonly unknown[]>;
const tables = [
  "ledger",
  "changes",
  "sessions",
  "operations",
  "keys",
  "events",
  "lists",
  "leases",
  "costs",
  "totals",
];

/** What a backup would hold. */
async function copied(place: Stage): Promise<Copy> {
  const copy = new Map<string, readonly unknown[]>();
  for (const table of tables) {
    const rows = await place.sql(
      `SELECT row_to_json(one) AS row FROM ${schemaOf(place, table)} AS one`,
    );
    copy.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return copy;
}

/** The files of a server, in which each row is of the transaction that wrote it. */
async function restore(place: Stage, copy: Copy): Promise<void> {
  await load(place, copy);
  await place.sql(`UPDATE ${schemaOf(place, "changes")} SET transaction = pg_current_xact_id()`);
}

/** A dump, whose rows are all of the transaction that loads them. */
async function load(place: Stage, copy: Copy): Promise<void> {
  for (const table of tables.toReversed()) await place.sql(`DELETE FROM ${schemaOf(place, table)}`);
  for (const [table, rows] of copy)
    await place.sql(
      `INSERT INTO ${schemaOf(place, table)} OVERRIDING SYSTEM VALUE
       SELECT * FROM json_populate_recordset(null::${schemaOf(place, table)}, $1)`,
      [JSON.stringify(rows)],
    );
}

function schemaOf({ options: { schema } }: Stage, table?: string): string {
  return table === undefined ? schema : `${escapeIdentifier(schema)}.${table}`;
}

async function on(work: (place: Stage) => Promise<void>): Promise<void> {
  const place = stage();
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

function claimed(claim: Awaited<ReturnType<ReturnType<typeof createLedger>["claim"]>>) {
  if (claim.kind === "claimed") return claim.operation;
  throw new Error(claim.kind);
}
