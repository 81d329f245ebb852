import { join } from "node:path";
import { writeVsix } from "../host/write-vsix.js";

/** Packs the extension that shows a person where Leaseline is; returns the VSIX file. */
export async function welcomeVsix(folder: string): Promise<string> {
  const target = join(folder, "leaseline-welcome.vsix");
  await writeVsix(join(import.meta.dirname, "..", "..", "welcome"), target);
  return target;
}
