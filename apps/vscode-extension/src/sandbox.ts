// The entry of the sandbox's own bundle.
export { type Sandbox, startSandbox } from "@leaseline/sandbox";
