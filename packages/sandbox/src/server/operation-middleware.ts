import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { World } from "../state/world.js";
import type { OperationMiddleware, SandboxContext } from "./environment.js";
import { keepsBody, type Operation } from "./operation.js";
import { commitsFirst, injectFault, type FaultyAnswer } from "./inject-fault.js";

export function createOperationMiddleware(world: World): OperationMiddleware {
  return (name) => async (context, next) => {
    // Each provider's routes name their own, and no others.
    const operation = name as Operation;
    const request = await describe(operation, context).catch((error: unknown) => {
      if (context.env.incoming.destroyed) return null;
      throw error;
    });
    // The client has gone in the middle of its request: none was received, and nobody waits for an answer.
    if (!request) return RESPONSE_ALREADY_SENT;
    const update = world.log.open(request);
    await world.holds.passed(operation);
    const fault = world.faults.take(operation);
    await pause(world.latencies.of(operation));

    if (fault && !commitsFirst(fault)) {
      await pause(fault.delayMs);
      const faulty = await injectFault(fault, context.env);
      if (faulty) return answer(context, faulty, update);
    }
    await next();
    update({ committed: context.res.ok });
    if (fault && commitsFirst(fault)) {
      await pause(fault.delayMs);
      const faulty = await injectFault(fault, context.env, context.res);
      if (faulty) return answer(context, faulty, update);
    }
    update({ status: context.res.status, ended: "answered" });
  };
}

function answer(
  context: SandboxContext,
  { response, ...ending }: FaultyAnswer,
  update: (ending: Omit<FaultyAnswer, "response">) => void,
): void {
  update(ending);
  // Hono copies the headers of an answer that is replaced onto the new one, so it must be gone first.
  context.res = undefined;
  context.res = response;
}

async function pause(ms = 0): Promise<void> {
  // Not counted as a reason to stay alive: a sandbox that closes must not wait for its slow answers.
  if (ms > 0) await sleep(ms, undefined, { ref: false });
}

async function describe(operation: Operation, context: SandboxContext) {
  const { pathname, search } = new URL(context.req.url);
  return {
    operation,
    method: context.req.method,
    path: pathname,
    query: search.slice(1),
    number: context.req.param("number")?.replace(/:.*$/, "") ?? null,
    body: keepsBody(operation) ? await context.req.text() : null,
  };
}
