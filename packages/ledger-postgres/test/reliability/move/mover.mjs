// Moves a ledger from a file into a database, and is gone at the step that it is told.
import { moveLedger, sqliteStore } from "@leaseline/core/node";
import { postgresStore } from "@leaseline/ledger-postgres";

const { path, options, to, killAt } = JSON.parse(process.argv[2] ?? "{}");

const at = (step) => {
  if (step === killAt) process.kill(process.pid, "SIGKILL");
};

function killed(name, store) {
  let count = 0;
  return {
    ...store,
    write: async (work) => {
      const write = `${name} ${(count += 1)}`;
      at(`${write} begins`);
      const result = await store.write(async (records) => {
        const insertRecorded = async (all) => {
          await records.insertRecorded(all);
          at("copying");
        };
        const done = await work({ ...records, insertRecorded });
        at(`${write} is about to be committed`);
        return done;
      });
      at(`${write} is committed`);
      return result;
    },
  };
}

const source = sqliteStore(() => path);
const target = postgresStore(options);
const copied = await moveLedger(killed("source", source), killed("target", target), { to });
await Promise.all([source.close(), target.close()]);
process.send?.(copied);
