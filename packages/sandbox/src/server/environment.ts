import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";

/** What every route is given: the Node request and answer beside Hono's. */
export type SandboxEnvironment = { readonly Bindings: HttpBindings };
export type SandboxContext = Context<SandboxEnvironment>;
export type SandboxMiddleware = MiddlewareHandler<SandboxEnvironment>;

/** Makes the middleware that logs one operation and lets its faults and latency happen. */
export type OperationMiddleware<Operation extends string = string> = (
  operation: Operation | "unknown",
) => SandboxMiddleware;
