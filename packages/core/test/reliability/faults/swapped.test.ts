import { specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import type { Transport } from "../../../src/http/transport.js";
import { soon } from "../../support/timing.js";
import { type Between, type Passing, type TrueAnswer, between } from "./between.js";
import { cases, fault, ofAll, overEach } from "./observe.js";
import { type ProviderName, stage, stageOn } from "./stage.js";

// Each answer is a true one of the provider's to another question: a cache that leaves out what was asked for gives
// such, and a connection on which the answers have come out of step.

fault("97 answer to another question: proves nothing", () =>
  cases(
    ["offer", () => overEach((transport) => ofAll(["write", "read"] as const, offered(transport)))],
    [
      "list",
      () => overEach((transport) => ofAll(["contiguity", "sinch"] as const, otherList(transport))),
    ],
  ),
);

/** Few looks, as none of them is any clearer. */
const timing = { ...soon, provingLooks: 4 };

/** In the form of what is offered, a lease of the same number may be told as well. */
function offered(transport: Transport) {
  const at = "sinch";
  return async (asked: "write" | "read") => {
    const { sandbox } = await stage({ transport, at });
    const project = (path: string) => path.slice(0, path.lastIndexOf("/"));
    const server = await afterWrite(sandbox, async (passing) => {
      const { isWrite, path } = passing;
      if (isWrite ? asked === "read" : !isNumber[at](path))
        return isWrite ? lost(passing) : undefined;
      const number = decodeURIComponent(path).match(/\+[0-9]+/)?.[0] ?? "";
      return passing.forward(`${project(project(path))}/availableNumbers/${number}`);
    });
    const { observed } = await stageOn(sandbox, { transport, at, timing, url: server.url }).lease();
    expect(sandbox.control.owned(at)).toEqual([]);
    expect(server.writes()).toBe(1);
    return observed;
  };
}

/** The same form holds what is offered at the one provider, and numbers of another type at the other. */
function otherList(transport: Transport) {
  const ofOthers = {
    contiguity: (path: string) => path.replace("/leased", "/leases"),
    sinch: (path: string) => path.replace("type=LOCAL", "type=MOBILE"),
  };
  return (at: ProviderName) =>
    ofAll(["lease", "release"] as const, (kind) =>
      ofAll([true, false], async (acts) => {
        const { sandbox } = await stage({ transport, at });
        const direct = stageOn(sandbox, { transport, at });
        if (at === "sinch")
          await stageOn(sandbox, {
            transport,
            at,
            number: specialNumbers.sinch.swedishMobile,
          }).held();
        const lease = kind === "release" ? await direct.held() : null;
        const server = await afterWrite(sandbox, async (passing) => {
          const { isWrite, path } = passing;
          if (isWrite && acts) await passing.forward();
          if (isWrite) return lost(passing);
          if (isNumber[at](path)) return failed;
          return isList[at](path) ? passing.forward(ofOthers[at](path)) : undefined;
        });
        const on = stageOn(sandbox, { transport, at, timing, url: server.url });
        const { observed } = lease ? await on.release(lease) : await on.lease();
        expect(server.writes()).toBe(1);
        return observed;
      }),
    );
}

/** Interferes with the first write, and with all that comes after it. */
async function afterWrite(
  sandbox: Parameters<typeof between>[0],
  interfere: Parameters<typeof between>[1],
): Promise<Between> {
  let isSent = false;
  return between(sandbox, async (passing) => {
    isSent ||= passing.isWrite;
    return isSent ? interfere(passing) : undefined;
  });
}

const isNumber = {
  contiguity: (path: string) => /\/numbers\/[^/]*[0-9]$/.test(path),
  sinch: (path: string) => /\/activeNumbers\/[^/]+$/.test(path),
};
const isList = {
  contiguity: (path: string) => path.endsWith("/numbers/leased"),
  sinch: (path: string) => /\/activeNumbers\?.*type=LOCAL/.test(path),
};

const failed: TrueAnswer = { status: 500, contentType: "text/plain", text: "", retryAfter: "0" };

function lost({ socket }: Passing): null {
  socket.destroy();
  return null;
}
