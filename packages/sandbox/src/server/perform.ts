import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "../state/world.js";
import type { Perform, SandboxContext } from "./environment.js";
import { keepsBody, type Operation } from "./operation.js";
import { commitsFirst, spoil, type SpoiltAnswer } from "./spoil.js";

export function createPerform(world: World): Perform {
  return (operation) => async (context, next) => {
    const update = world.log.open(await describe(operation, context));
    const fault = world.faults.take(operation);
    await pause(world.latencies.of(operation));

    if (fault && !commitsFirst(fault)) {
      await pause(fault.delayMs);
      const spoilt = await spoil(fault, context.env);
      if (spoilt) return answer(context, spoilt, update);
    }
    await next();
    update({ committed: context.res.ok });
    if (fault && commitsFirst(fault)) {
      await pause(fault.delayMs);
      const spoilt = await spoil(fault, context.env, context.res);
      if (spoilt) return answer(context, spoilt, update);
    }
    update({ status: context.res.status, ended: "answered" });
  };
}

function answer(
  context: SandboxContext,
  { response, ...ending }: SpoiltAnswer,
  update: (ending: Omit<SpoiltAnswer, "response">) => void,
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
