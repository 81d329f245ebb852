// Receives the webhooks of both providers, and believes none that is not signed.
// CONTIGUITY_WEBHOOK_SECRET=… SINCH_WEBHOOK_SECRET=… node examples/receive-webhooks.ts 8080
import { type IncomingMessage, createServer } from "node:http";
import { LeaseError } from "@leaseline/core";
import { verifyContiguityWebhook } from "@leaseline/core/contiguity";
import { verifySinchWebhook } from "@leaseline/core/sinch";

const secrets = {
  contiguity: process.env["CONTIGUITY_WEBHOOK_SECRET"] ?? "",
  sinch: process.env["SINCH_WEBHOOK_SECRET"] ?? "",
};

const server = createServer((request, response) => {
  receive(request).then(
    (status) => response.writeHead(status).end(),
    (error: unknown) => {
      response.writeHead(refusal(error)).end();
    },
  );
});
server.listen(Number(process.argv[2] ?? 8080), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`listening on ${address.port}`);
});

async function receive(request: IncomingMessage): Promise<number> {
  const rawBody = await bodyOf(request);
  switch (request.url) {
    case "/contiguity": {
      const signature = headerOf(request, "contiguity-signature");
      const event = await verifyContiguityWebhook({
        secret: secrets.contiguity,
        signature,
        rawBody,
      });
      console.log(`contiguity: ${event.type}`);
      return 204;
    }
    case "/sinch": {
      const signature = headerOf(request, "x-sinch-signature");
      const event = await verifySinchWebhook({ secret: secrets.sinch, signature, rawBody });
      console.log(`sinch: ${event.eventType} ${event.status ?? ""}`.trim());
      return 204;
    }
    default:
      return 404;
  }
}

/** Not signed by the provider, or not of now: nothing of it is looked at. */
function refusal(error: unknown): number {
  if (!(error instanceof LeaseError) || error.failure.kind !== "bad-input") return 500;
  return error.failure.field === "signature" ? 401 : 400;
}

/** As it arrived: a body that was parsed and written again has another signature. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}
