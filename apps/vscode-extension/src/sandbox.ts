// The entry of the sandbox's own bundle.
export { startSandbox } from "@leaseline/sandbox";
