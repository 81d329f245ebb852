import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { place, withoutLedger } from "../ledger-to-open.js";
import { complaintsAbout } from "./complaints.js";
import { type Lane, openLane } from "./lane.js";
import {
  type ByteShare,
  type Death,
  type Undisturbed,
  type Wanted,
  numbersAtOnce,
} from "./story.js";
import { inGroups, repeated, sample, shuffled } from "./tried.js";

/** A file for each provider, so that one waits while the other one waits. */
export function killedAt(provider: Parameters<typeof openLane>[0]): void {
  describe.skipIf(withoutLedger)(`a process killed at ${provider}${place}`, () => {
    const figures = {
      "operations cut off": 0,
      "of them at each step": 0,
      "processes killed": 0,
      "commands given again": 0,
      "wrong outcomes": 0,
    };
    let lane: Lane;
    let undisturbed: Undisturbed;

    beforeAll(async () => {
      lane = await openLane(provider);
      undisturbed = lane.undisturbed;
    });
    afterAll(async () => {
      report(`processes killed at ${provider}${place}`, figures);
      await lane.close();
    });

    it("neither pays twice nor loses a number, at whatever step", async () => {
      const { steps } = undisturbed;
      // Before and after: claim, sent and committed, of a lease and of a release.
      expect(steps.filter((name) => name.includes("ledger's"))).toHaveLength(12);
      const ofEach = steps.filter((name) => !isShared(name));
      const times = effort({ quick: 1, soak: 100 });
      const stories = inGroups(repeated(ofEach, times)).map((names) => [
        { kind: "steps", names } as const,
      ]);
      expect(await tellAll(stories)).toBe(stories.length);
      figures["of them at each step"] = times;
    });

    it("sends nothing twice, and is told the truth, where the same command is given again", async () => {
      const { steps } = undisturbed;
      const ofEach = steps.filter((name) => !isShared(name));
      const leased = ofEach.indexOf("after the ledger's record of a lease as committed");
      expect(leased).toBeGreaterThan(0);
      const times = effort({ quick: 1, soak: Math.ceil(500 / ofEach.length) });
      const groups = inGroups(repeated(ofEach, times));
      const told = await tellAll(
        groups.map((names) => [{ kind: "steps", names } as const]),
        (turn) => (index) => {
          const name = groups[turn]?.[index];
          return name !== undefined && ofEach.indexOf(name) > leased ? ["release"] : ["lease"];
        },
      );
      expect(told).toBe(groups.length);
      figures["commands given again"] += ofEach.length * times;
    });

    it("nor after whatever byte of a lease, of a release, or of their answers", async () => {
      const shares = ranges.flatMap((range) => {
        const length = undisturbed.bytes.get(`${range.write} ${range.direction}`) ?? 0;
        expect(length).toBeGreaterThan(50);
        const all = Array.from({ length: length + 1 }, (_, byte) => byte / length);
        return sample(all, effort({ quick: 1, soak: all.length })).map((share) => ({
          ...range,
          share,
        }));
      });
      const stories = inGroups(shuffled(shares)).map((shares) => [
        { kind: "bytes", shares, late: false } as const,
      ]);
      expect(await tellAll(stories)).toBe(stories.length);
    });

    it("nor when what it sent arrives after it has been killed", async () => {
      const requests = ranges
        .filter(({ direction }) => direction === "request")
        .map((range): ByteShare => ({ ...range, share: 1 }));
      const shares = repeated(requests, numbersAtOnce / requests.length);
      const story: Death[] = [{ kind: "bytes", shares, late: true }];
      const stories = repeated([story], effort({ quick: 1, soak: 13 }));
      expect(await tellAll(stories)).toBe(stories.length);
    });

    it("nor at whatever moment", async () => {
      const stories = Array.from({ length: effort({ quick: 1, soak: 50 }) }, (): Death[] => [
        { kind: "moment", afterMs: Math.random() * undisturbed.durationMs },
      ]);
      await tellAll(stories);
    });

    it("nor when the process that takes up its work is killed too, at whatever step", async () => {
      const worst = worstSteps(undisturbed.steps);
      expect(worst).toHaveLength(4);
      const stories: Death[][] = [];
      for (const first of sample(worst, effort({ quick: 1, soak: 4 }))) {
        const { report } = await lane.lives([first], () => ["lease", "release"]);
        const second = sample(report.steps, effort({ quick: 1, soak: report.steps.length }));
        stories.push(...second.map((name): Death[] => [first, { kind: "step", name }]));
      }
      // How often the next process asks is up to the time that passes, so not every step need come.
      expect(await tellAll(stories)).toBeGreaterThanOrEqual(stories.length);
    });

    /**
     * Lets the program live through each story.
     * @param again - which command is given again in each of them; otherwise a person goes on as it comes.
     * @returns how many processes were killed.
     */
    const tellAll = async (
      stories: readonly (readonly Death[])[],
      again?: (turn: number) => (index: number) => Wanted,
    ): Promise<number> => {
      let killed = 0;
      const wrong: unknown[] = [];
      for (const [turn, deaths] of stories.entries()) {
        const outcome = await lane.lives(
          deaths,
          again?.(turn) ?? ((index) => wanted[(turn + index) % wanted.length] ?? []),
          again !== undefined,
        );
        killed += outcome.killed;
        figures["operations cut off"] += outcome.killed * outcome.numbers.length;
        const complaints = complaintsAbout(outcome);
        if (complaints.length > 0) wrong.push({ complaints, deaths, outcome });
      }
      figures["processes killed"] += killed;
      figures["wrong outcomes"] += wrong.length;
      expect(wrong).toEqual([]);
      return killed;
    };
  });
}

const ranges = (["lease", "release"] as const).flatMap((write) =>
  (["request", "answer"] as const).map((direction) => ({ write, direction })),
);

/** What a person still wants when it is started again. */
const wanted: readonly Wanted[] = [["lease", "release"], [], ["lease"]];

/** Where it is least clear to the next process what has happened: just before the request, and just after its answer. */
function worstSteps(steps: readonly string[]): readonly Death[] {
  return steps
    .filter((name) => /^after .* as sent$|^before .* as committed$/.test(name))
    .map((name) => ({ kind: "step", name }));
}

/** Fetching an access token is done for all numbers at once; it is one of the moments below. */
function isShared(step: string): boolean {
  return step.includes("token");
}
