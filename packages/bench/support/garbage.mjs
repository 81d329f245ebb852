import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
/** Collects what was left before something is measured, so that it is not collected in its time. */
export const collectGarbage = runInNewContext("gc");
