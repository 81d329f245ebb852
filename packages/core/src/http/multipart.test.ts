import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { httpServer } from "../../test/support/loopback-server.js";
import { transports } from "../../test/support/transports.js";
import { encodeMultipart } from "./multipart.js";
import { send } from "./send.js";

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const upload = {
  fields: { documentType: "BILL, “new”" },
  fileField: "file",
  file: { name: "bill.pdf", mimeType: "application/pdf", content: everyByte },
};

describe.each(transports)("a form with a file over $name", ({ transport }) => {
  it("arrives byte for byte, with its fields", async () => {
    let received: Promise<FormData> | undefined;
    const server = await httpServer((request, response) => {
      received = formOf(request);
      request.once("end", () => response.end("{}"));
    });
    const { type, body } = encodeMultipart(upload);
    await send(
      { effect: "write", method: "POST", url: server.url, headers: { "content-type": type }, body },
      { transport, timeoutMs: 20_000 },
    );
    const form = await received;
    expect(form?.get("documentType")).toBe("BILL, “new”");
    const file = form?.get("file");
    if (!(file instanceof File)) throw new Error("there is no file");
    expect(file).toMatchObject({ name: "bill.pdf", type: "application/pdf" });
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(everyByte);
  });
});

describe("a form with a file", () => {
  it("is not broken by a name that has quotes or lines in it", () => {
    const { body } = encodeMultipart({
      ...upload,
      file: { ...upload.file, name: 'a"; x="\r\nevil: 1', content: new Uint8Array() },
    });
    const text = new TextDecoder().decode(body);
    expect(text).toContain('filename="a%22; x=%22%0D%0Aevil: 1"');
    expect(text).not.toMatch(/^evil/m);
  });

  it("has another boundary each time", () => {
    expect(encodeMultipart(upload).type).not.toBe(encodeMultipart(upload).type);
  });
});

/** Read by an implementation that is not ours. */
async function formOf(request: IncomingMessage): Promise<FormData> {
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  return new Response(new Uint8Array(await buffer(request)), { headers }).formData();
}
