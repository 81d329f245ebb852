import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effort, report } from "../effort.js";
import { complaintsAbout } from "./complaints.js";
import { type Death, type Lane, type Wishes, openLane } from "./lane.js";

const timeoutMs = effort({ quick: 120_000, soak: 7_200_000 });
const figures = { "processes killed": 0, "at each step": 0, "wrong outcomes": 0 };

afterAll(() => report("killed processes", figures));

describe.each([
  ["contiguity", 0],
  ["sinch", 1],
] as const)("a process killed at %s", (provider, turn) => {
  const lanes: Lane[] = [];
  let undisturbed: Awaited<ReturnType<Lane["undisturbed"]>>;

  beforeAll(async () => {
    lanes.push(...(await Promise.all(Array.from({ length: 3 }, () => openLane(provider)))));
    undisturbed = await firstOf(lanes).undisturbed();
  }, timeoutMs);
  afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

  it(
    "neither pays twice nor loses a number, at whatever step",
    async () => {
      const { steps } = undisturbed.report;
      // Before and after: claim, sent and committed, of a lease and of a release.
      expect(steps.filter((name) => name.includes("ledger's"))).toHaveLength(12);
      // Most steps are those of both providers, which share them where there is little time.
      const share = steps.filter((_, index) => index % 2 === turn);
      const times = effort({ quick: 0, soak: 50 });
      const told = times === 0 ? share : repeated(steps, times);
      expect(
        await tellAll(
          lanes,
          told.map((name) => [atStep(name)]),
        ),
      ).toBe(told.length);
      figures["at each step"] = times * 2;
    },
    timeoutMs,
  );

  it(
    "nor after whatever byte of a lease, of a release, or of their answers",
    async () => {
      const { bytes } = undisturbed;
      expect([...bytes.keys()]).toHaveLength(4);
      const stories = ranges.flatMap((range) => {
        const length = bytes.get(`${range.write} ${range.direction}`) ?? 0;
        const all = Array.from({ length: length + 1 }, (_, index) => index);
        const some = range.direction === "request" ? all.length : Math.ceil(all.length / 4);
        return sample(all, effort({ quick: 2, soak: some })).map((afterBytes) => [
          afterByte({ ...range, afterBytes }),
        ]);
      });
      await tellAll(lanes, stories);
    },
    timeoutMs,
  );

  it(
    "nor when what it sent arrives after it has been killed",
    async () => {
      const stories = ranges
        .filter(({ direction }) => direction === "request")
        .flatMap((range) => {
          const afterBytes = undisturbed.bytes.get(`${range.write} request`) ?? 0;
          const late = afterByte({ ...range, afterBytes, lateByMs: 150 });
          return repeated([[late]], effort({ quick: 1, soak: 50 }));
        });
      expect(await tellAll(lanes, stories)).toBe(stories.length);
    },
    timeoutMs,
  );

  it(
    "nor at whatever moment",
    async () => {
      const stories = Array.from({ length: effort({ quick: 4, soak: 200 }) }, (): Death[] => [
        { kind: "moment", afterMs: Math.random() * undisturbed.durationMs },
      ]);
      await tellAll(lanes, stories);
    },
    timeoutMs,
  );

  it(
    "nor when the process that takes up its work is killed too, at whatever step",
    async () => {
      const stories: Death[][] = [];
      const worst = worstSteps(undisturbed.report.steps);
      expect(worst).toHaveLength(4);
      for (const first of sample(worst, effort({ quick: 1, soak: 4 }))) {
        const { report } = await firstOf(lanes).lives([first], ["lease", "release"]);
        const second = sample(report.steps.map(atStep), effort({ quick: 2, soak: 200 }));
        stories.push(...second.map((death) => [first, death]));
      }
      expect(await tellAll(lanes, stories)).toBe(stories.length * 2);
    },
    timeoutMs,
  );
});

const ranges = (["lease", "release"] as const).flatMap((write) =>
  (["request", "answer"] as const).map((direction) => ({ write, direction, lateByMs: null })),
);

/** What a person still wishes when it is started again. */
const wishes: readonly Wishes[] = [["lease", "release"], [], ["lease"]];

/** Lets the program live through each story. @returns how many processes were killed. */
async function tellAll(lanes: readonly Lane[], stories: readonly Death[][]): Promise<number> {
  const left = [...stories.entries()];
  let killed = 0;
  const wrong: unknown[] = [];
  const tell = async (lane: Lane) => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, deaths] = next;
      const wished = wishes[(index + deaths.length) % wishes.length] ?? [];
      const outcome = await lane.lives(deaths, wished);
      killed += outcome.killed;
      const complaints = complaintsAbout(outcome);
      if (complaints.length > 0) wrong.push({ complaints, deaths, wished, outcome });
    }
  };
  await Promise.all(lanes.map(tell));
  figures["processes killed"] += killed;
  figures["wrong outcomes"] += wrong.length;
  expect(wrong).toEqual([]);
  return killed;
}

/** Where it is least clear to the next process what has happened: around the request, and before the answer is written down. */
function worstSteps(steps: readonly string[]): readonly Death[] {
  return steps
    .filter((name) =>
      /^after the ledger's record of \w+ as sent$|^before .* as committed$/.test(name),
    )
    .map(atStep);
}

function atStep(name: string): Death {
  return { kind: "step", name };
}

function afterByte(cut: Extract<Death, { kind: "byte" }>["cut"]): Death {
  return { kind: "byte", cut };
}

function repeated<Item>(items: readonly Item[], times: number): Item[] {
  return Array.from({ length: times }, () => items).flat();
}

/** So many of them, the last one always, and the others by chance. */
function sample<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (count >= items.length) return items;
  const others = items.slice(0, -1).toSorted(() => Math.random() - 0.5);
  return [...items.slice(-1), ...others.slice(0, count - 1)];
}

function firstOf(lanes: readonly Lane[]): Lane {
  const [lane] = lanes;
  if (!lane) throw new Error("no sandbox was started");
  return lane;
}
