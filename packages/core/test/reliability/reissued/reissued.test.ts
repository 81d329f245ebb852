import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import { soon } from "../../support/timing.js";
import { type Child, startChild } from "../child.js";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { plainNumbers } from "../plain-numbers.js";

const program = join(import.meta.dirname, "program.mjs");
const figures = { "commands killed": 0, "commands given again": 0, "wrong outcomes": 0 };

afterAll(() => report("leases and releases given again", figures));

type Told =
  | { readonly kind: "committed" | "accepted" | "unknown"; readonly operation: string }
  | { readonly kind: "failed"; readonly failure: LeaseFailure; readonly spent: string };

interface Answer {
  readonly told: Told;
  readonly steps: readonly string[];
}

const requests = {
  contiguity: { lease: "contiguity.lease", release: "contiguity.terminate" },
  sinch: { lease: "sinch.rent", release: "sinch.release" },
} as const;

describe.each(
  (["contiguity", "sinch"] as const).flatMap((provider) =>
    (["lease", "release"] as const).map((kind) => ({ provider, kind })),
  ),
)("a $kind at $provider that is killed, and given again", ({ provider, kind }) => {
  let sandbox: Sandbox;
  let survivor: Child;
  const number = plainNumbers(provider)[0] ?? "";
  const folder = mkdtempSync(join(tmpdir(), "leaseline-reissued-"));

  beforeAll(async () => {
    sandbox = await startSandbox();
    survivor = await startChild(program);
  });
  afterAll(async () => {
    survivor.kill();
    await survivor.gone;
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is one request and one answer, and never said to have cost nothing while it did", async () => {
    const undisturbed = await lifeOf(null, 0);
    const { steps } = undisturbed.first ?? { steps: [] };
    expect(steps.length).toBeGreaterThan(6);
    const wrong: unknown[] = [];
    const rounds = effort({ quick: 1, soak: Math.ceil(250 / steps.length) });
    for (let round = 1; round <= rounds; round += 1) {
      for (const killAt of steps) {
        const life = await lifeOf(killAt, round);
        figures["commands killed"] += life.first === null ? 1 : 0;
        figures["commands given again"] += 1;
        const complaints = complaintsAbout(life);
        if (complaints.length > 0) wrong.push({ killAt, complaints, life });
      }
    }
    figures["wrong outcomes"] += wrong.length;
    expect(wrong).toEqual([]);
  });

  /** One command, killed at a step; the same one again; and once more when it is settled, where that was not known. */
  async function lifeOf(killAt: string | null, round: number) {
    const { control } = sandbox;
    control.reset();
    const options = sandbox[provider];
    const job = { provider, options, kind, number, timing: soon, killAt: null };
    const path = join(folder, `${round}-${(killAt ?? "none").replace(/\W/g, "-")}`, "l.sqlite");
    const ask = async (child: Child, more: object = {}) =>
      answerOf(await child.ask({ ...job, path, ...more }));
    if (kind === "release") await ask(survivor, { kind: "lease" });
    const child = await startChild(program);
    const first = await ask(child, { killAt });
    child.kill();
    await child.gone;
    const again = await ask(survivor);
    const last = again?.told.kind === "unknown" ? await ask(survivor, { reconciles: true }) : again;
    const received = control.requests(requests[provider][kind]).length;
    return { first, again, last, received, held: control.owned(provider).length };
  }

  function complaintsAbout({ again, last, received, held }: Awaited<ReturnType<typeof lifeOf>>) {
    const complaints: string[] = [];
    if (received !== 1) complaints.push(`${received} requests were sent`);
    for (const told of [again?.told, last?.told])
      if (told?.kind === "failed")
        complaints.push(`it was told ${told.failure.kind}: ${told.spent}`);
    if (last?.told.kind !== "committed") complaints.push(`it ended as ${last?.told.kind}`);
    if (kind === "lease" && held !== 1) complaints.push("the number is not held");
    return complaints;
  }
});

function answerOf(answer: unknown): Answer | null {
  if (answer === null) return null;
  // As program.mjs writes it.
  const { failed, ...rest } = answer as Answer & { readonly failed?: string };
  if (failed !== undefined) throw new Error(failed);
  return rest;
}
