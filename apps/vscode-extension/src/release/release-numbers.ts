import type { Lease } from "@leaseline/core";
import { releaseMany } from "./release-many.js";
import { releaseOne } from "./release-one.js";
import type { ReleaseEnd, ReleaseTools } from "./release-tools.js";

/**
 * The one way to a release, for every front end's route: says what it means, has a person agree to it, and releases
 * each number once. What is protected is not asked about.
 */
export async function releaseNumbers(
  leases: readonly Lease[],
  tools: ReleaseTools,
): Promise<ReleaseEnd> {
  const [first, ...others] = leases;
  if (!first) return "backed-out";
  return others.length === 0 ? releaseOne(first, tools) : releaseMany(leases, tools);
}
