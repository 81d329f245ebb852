import { startContender } from "../support/processes.mjs";
import { inRounds, quantile } from "../support/rounds.mjs";
import { atLeast, atMost, row } from "../support/row.mjs";

const who = ["ours", "official", "undici", "http"];

/** Processor time of each call, and calls at once: ours beside the official SDK and the floors. */
export async function callRows(server, rounds) {
  const rows = [];
  for (const provider of ["contiguity", "sinch"]) {
    const contenders = Object.fromEntries(
      await Promise.all(
        who.map(async (name) => [
          name,
          await startContender(`${provider} ${name}`, server.address),
        ]),
      ),
    );
    const cost = (job, of) =>
      inRounds(
        rounds,
        Object.fromEntries(
          who.map((name) => [name, async () => of(await contenders[name].ask(job))]),
        ),
      );
    for (const { call, held, times, budgets } of calls(provider)) {
      const seen = await cost({ call, held, times, atOnce: 1 }, ({ cpuUs }) => cpuUs);
      rows.push(row(`${provider}: ${nameOf(call, held)}, CPU`, "µs", seen, budgets));
    }
    rows.push(await atOnceRow(provider, server, cost), growthRow(provider, rows));
    for (const contender of Object.values(contenders)) contender.end();
  }
  return rows;
}

const perCall = [atMost(0.6, "official"), atMost(1.25, "undici")];

const calls = (provider) => [
  { call: "list", held: 1, times: 1000, budgets: perCall },
  { call: "lease", held: 1, times: 1000, budgets: perCall },
  { call: "release", held: 1, times: 1000, budgets: perCall },
  { call: "list", held: 100, times: 200, budgets: [atMost(1, "official")] },
  { call: "list", held: 1000, times: 30, budgets: [atMost(1, "official")] },
  { call: "list", held: 10_000, times: 5, budgets: [atMost(1, "official")] },
  // A list in one answer may have 32 MB.
  {
    call: "list",
    held: provider === "sinch" ? 100_000 : 50_000,
    times: 2,
    budgets: [atMost(1, "official")],
  },
  {
    call: "owned",
    held: 10_000,
    times: 5,
    budgets: [atMost(provider === "sinch" ? 0.5 : 1, "official"), atMost(1.3, "undici")],
  },
];

const nameOf = (call, held) =>
  call === "list" || call === "owned" ? `${call} of ${held.toLocaleString("en")}` : call;

async function atOnceRow(provider, server, cost) {
  await server.seen();
  const job = { call: "list", held: 1, times: 3000, atOnce: 32 };
  const seen = await cost(job, ({ wallUs }) => 1e6 / wallUs);
  return row(`${provider}: 32 at once`, "calls/s", seen, [
    atLeast(provider === "sinch" ? 2.5 : 3, "official"),
    atLeast(0.65, "undici"),
  ]);
}

/** The exponent of the power of the size by which a list's cost grows, from 100 on. */
function growthRow(provider, rows) {
  const points = rows.flatMap(({ name, values }) => {
    const size = new RegExp(`^${provider}: list of (.*), CPU$`).exec(name)?.[1].replaceAll(",", "");
    return Number(size) >= 100 ? [[Number(size), quantile(values.ours, 0.5)]] : [];
  });
  return row(`${provider}: growth of a list's cost`, "exponent", { ours: [exponent(points)] }, [
    atMost(1.05),
  ]);
}

function exponent(points) {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)]);
  const mean = (index) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
