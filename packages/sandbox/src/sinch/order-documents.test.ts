import { describe, expect, test } from "vitest";
import { defaultCatalogue, type Sandbox } from "../index.js";
import { atSinch, basic } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";
import { created } from "../../test/support/sinch-orders.js";

const german = defaultCatalogue().sinch.find(
  ({ country, type, needsDocuments }) => country === "DE" && type === "LOCAL" && needsDocuments,
);

const germanOrder = {
  regionCode: "DE",
  numberType: "LOCAL",
  numberOrderOption: { phoneNumbers: [german?.number] },
};

function upload(sandbox: Sandbox, path: string, file?: File) {
  return post(sandbox, path, { body: formOf(file) });
}

function formOf(file?: File): FormData {
  const form = new FormData();
  if (file) form.set("file", file);
  form.set("documentType", "UTILITY_BILL");
  return form;
}

async function post(
  sandbox: Sandbox,
  path: string,
  {
    body,
    headers,
  }: {
    readonly body: FormData | ReadableStream;
    readonly headers?: Readonly<Record<string, string>>;
  },
) {
  const { baseUrl, projectId, keyId, keySecret } = sandbox.sinch;
  const url = `${baseUrl}/v1/projects/${projectId}/numberOrders/${path}`;
  const authorization = basic(keyId, keySecret);
  return fetch(url, {
    method: "POST",
    headers: { ...headers, authorization },
    body,
    duplex: "half",
  });
}

const pdf = (bytes = 10) =>
  new File([new Uint8Array(bytes)], "bill.pdf", { type: "application/pdf" });

describe("an order that needs documents", () => {
  test("is submitted once everything is handed in, and not before", async () => {
    const sandbox = await openSandbox({ now: () => 0, provisioningMs: 3000 });
    const send = atSinch(sandbox);
    const id = await created(sandbox, germanOrder);
    const path = `/numberOrders/${id}`;
    expect((await send("POST", `${path}/submit`)).body).toMatchObject({
      error: {
        details: [
          {
            fieldViolations: [
              { field: "request_details.companyName" },
              { field: "attachments.proof-of-address" },
            ],
          },
        ],
      },
    });
    expect((await send("PUT", `${path}/registration`, { requestDetails: {} })).status).toBe(400);
    const requestDetails = { data: { companyName: "ACME" } };
    const put = await send("PUT", `${path}/registration`, { requestDetails });
    expect(put.body).toEqual({ requestDetails, attachments: [], logs: [] });

    const uploaded = await upload(sandbox, `${id}/attachments/proof-of-address`, pdf());
    expect(uploaded.status).toBe(200);
    expect(await uploaded.text()).toBe("");
    const attachment = {
      attachmentId: "proof-of-address",
      fileName: "bill.pdf",
      mimeType: "application/pdf",
      documentType: "UTILITY_BILL",
      uploadStatus: "WAITING",
    };
    const registration = () => send("GET", `${path}/registration`);
    expect((await registration()).body).toMatchObject({ attachments: [attachment] });
    sandbox.control.clock.advance(1000);
    expect((await registration()).body).toMatchObject({
      attachments: [{ ...attachment, uploadStatus: "COMPLETED" }],
    });
    expect((await send("POST", `${path}/submit`)).body).toMatchObject({ state: "IN_REVIEW" });
  });

  test("takes no document that is too large, of another type, unasked for, or missing", async () => {
    const sandbox = await openSandbox();
    const id = await created(sandbox, germanOrder);
    const path = `${id}/attachments/proof-of-address`;
    const large = await upload(sandbox, path, pdf(6 * 1024 * 1024));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ error: { status: "CONTENT_TOO_LARGE" } });
    const text = new File(["x"], "a.txt", { type: "text/plain" });
    expect((await upload(sandbox, path, text)).status).toBe(400);
    expect((await upload(sandbox, path)).status).toBe(400);
    expect((await upload(sandbox, `${id}/attachments/other`, pdf())).status).toBe(404);
  });

  test("keeps what is handed in while another document is still on its way", async () => {
    const sandbox = await openSandbox();
    const id = await created(sandbox, germanOrder);
    const whole = new Response(formOf(pdf()));
    const headers = { "content-type": whole.headers.get("content-type") ?? "" };
    const bytes = await whole.bytes();
    let finish = () => {};
    const body = new ReadableStream({
      start: (stream) => {
        stream.enqueue(bytes.subarray(0, 50));
        finish = () => {
          stream.enqueue(bytes.subarray(50));
          stream.close();
        };
      },
    });
    const arrived = () => sandbox.control.requests("sinch.upload-attachment");
    const slow = post(sandbox, `${id}/attachments/authority-form`, { body, headers });
    await expect.poll(arrived).toHaveLength(1);
    await upload(sandbox, `${id}/attachments/proof-of-address`, pdf());
    finish();
    expect((await slow).status).toBe(200);
    const { body: kept } = await atSinch(sandbox)("GET", `/numberOrders/${id}/registration`);
    expect(kept).toMatchObject({
      attachments: [{ attachmentId: "proof-of-address" }, { attachmentId: "authority-form" }],
    });
  });
});
