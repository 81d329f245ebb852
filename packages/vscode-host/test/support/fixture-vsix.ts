import { join } from "node:path";
import { writeVsix } from "../../src/host/write-vsix.js";

export const fixtureFolder = join(import.meta.dirname, "..", "fixture");

export const writeFixtureVsix = (target: string) => writeVsix(fixtureFolder, target);
