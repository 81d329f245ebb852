import type { Fault } from "@leaseline/sandbox";

/** A page of somebody between us and Contiguity. */
export const page = { contentType: "text/html", body: "<html>a proxy's page</html>" };

/** An error in Contiguity's own form. */
export function ownError(status: number, data: object = {}) {
  return {
    status,
    body: { object: "error", data: { error: "No.", status, ...data } },
  } satisfies Fault;
}

/** A success in Contiguity's own form. */
export function answer(data: object) {
  return { status: 200, body: { object: "response", data } } satisfies Fault;
}
