// One contender in a process of its own: does calls as often as it is told, and says what they cost.
//   contender.mjs NAME ADDRESS         waits for jobs
//   contender.mjs NAME ADDRESS CALL N  does one call, says its peak memory and its time, and ends
import { collectGarbage } from "../support/garbage.mjs";
import { contenders } from "../support/contenders.mjs";

const [, , name, address, once, held] = process.argv;
const at = (count) => `${address}/owned/${count}`;
const calls = await contenders[name](at);

if (once) {
  const loaded = performance.now();
  await calls[once](Number(held))();
  const ms = performance.now() - loaded;
  process.stdout.write(
    JSON.stringify({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 }),
    () => process.exit(),
  );
} else {
  const made = new Map();
  process.on("message", ({ call, held: count, times, atOnce }) => {
    const key = `${call} ${count}`;
    if (!made.has(key)) made.set(key, calls[call](count));
    const work = made.get(key);
    void settled(work, count)
      .then(() => measure(work, times, atOnce))
      .then((cost) => process.send(cost));
  });
  process.on("disconnect", () => process.exit());
  process.send("ready");
}

/** Before long lists: what others left is not collected in their time. It drops compiled code, too, which a call brings back. */
async function settled(work, count) {
  if (count < 1000) return;
  collectGarbage();
  await work();
}

async function measure(call, times, atOnce) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let left = times;
  const one = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / times, wallUs: ((performance.now() - start) * 1000) / times };
}
