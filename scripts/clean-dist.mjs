// A removed source file must not live on in dist, so each build starts from nothing.
import { rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
