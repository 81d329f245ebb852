import { specialNumbers } from "@leaseline/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import { answer } from "../../../test/support/contiguity-answers.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createContiguityClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, bareData } = specialNumbers.contiguity;

describe.each(transports)("the configuration of a number over $name", ({ transport }) => {
  const { lease } = createContiguityClient({ ...sandbox.contiguity, transport });
  beforeEach(async () => {
    await lease.create(plain);
  });

  it("lets every other number stand in", async () => {
    const failover = { enabled: true, mode: "all" } as const;
    expect(await lease.configure(plain, { failover })).toEqual({
      number: plain,
      failover: { ...failover, numbers: [] },
    });
    expect(control.requests().at(-1)).toMatchObject({
      method: "POST",
      path: `/contiguity/numbers/%2B${plain.slice(1)}/configure`,
      body: JSON.stringify({ failover }),
    });
  });

  it("lets numbers stand in that are named by digits or objects", async () => {
    const other = await lease.get(bareData);
    const failover = {
      enabled: true,
      mode: "selective",
      numbers: [other, "+13055550199"],
    } as const;
    expect(await lease.configure(plain, { failover })).toMatchObject({
      failover: { enabled: true, mode: "selective", numbers: [bareData, "+13055550199"] },
    });
  });

  it("stays as it is where nothing is said of it", async () => {
    await lease.configure(plain, { failover: { enabled: true } });
    expect(await lease.configure(plain, {})).toMatchObject({ failover: { enabled: true } });
  });

  it("ends with the lease", async () => {
    await lease.configure(plain, { failover: { enabled: true } });
    await lease.terminate(plain);
    await lease.create(plain);
    expect(await lease.configure(plain, {})).toEqual({ number: plain });
  });

  it.each([
    { enabled: true, numbers: [bareData] },
    { enabled: true, mode: "all", numbers: [bareData] },
    { enabled: true, mode: "selective", numbers: ["305"] },
  ] as const)("refuses %j before anything is sent", async (failover) => {
    expect(await failureOf(lease.configure(plain, { failover }))).toMatchObject({
      kind: "bad-input",
      field: "failover.numbers",
    });
    expect(control.requests()).toHaveLength(1);
  });

  it("says that a number is not leased", async () => {
    expect(await failureOf(lease.configure(bareData, {}))).toEqual({ kind: "not-leased" });
  });

  it("says what Contiguity refuses", async () => {
    const failover = { enabled: true, mode: "selective" } as const;
    expect(await failureOf(lease.configure(plain, { failover }))).toMatchObject({
      kind: "rejected",
      status: 400,
    });
  });

  it("does not know what an answer about another number means", async () => {
    control.fault("contiguity.configure", answer({ number: bareData }));
    expect(await failureOf(lease.configure(plain, {}))).toMatchObject({
      kind: "outcome-unknown",
      reason: "other-number",
    });
  });
});
