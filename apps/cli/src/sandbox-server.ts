// A bundle of its own, so that no other command has to load it: see esbuild.mjs.
export { environmentLines, startSandbox } from "@leaseline/sandbox";
