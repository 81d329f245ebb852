#!/usr/bin/env node
// Stands in for the `code` binary; an executable file, because tsc writes none.
import { codeStandIn } from "../dist/code-stand-in.js";

process.exit(await codeStandIn(process.argv.slice(2)));
