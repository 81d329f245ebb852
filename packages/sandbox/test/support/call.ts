import type { Sandbox } from "../../src/index.js";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  readonly body: unknown;
};

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Sends to Contiguity's side with the right key, unless the headers say otherwise. */
export function atContiguity({ contiguity }: Sandbox): Send {
  const right = { authorization: `Token ${contiguity.apiKey}` };
  return (method, path, body, headers) =>
    call(method, `${contiguity.baseUrl}${path}`, body, { ...right, ...headers });
}

/** Sends to Sinch's side of the right project with Basic, unless the headers say otherwise. */
export function atSinch({ sinch }: Sandbox): Send {
  const right = { authorization: basic(sinch.keyId, sinch.keySecret) };
  return (method, path, body, headers) =>
    call(method, `${sinch.baseUrl}/v1/projects/${sinch.projectId}${path}`, body, {
      ...right,
      ...headers,
    });
}

/** Sends to `/control`. */
export function atControl({ url }: Sandbox): Send {
  return (method, path, body, headers) => call(method, `${url}/control${path}`, body, headers);
}

export function basic(keyId: string, keySecret: string): string {
  return `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString("base64")}`;
}

/** Asks the token server, as the account unless a header is given. */
export async function askToken(
  { sinch }: Sandbox,
  form: Readonly<Record<string, string>> = { grant_type: "client_credentials" },
  authorization = basic(sinch.keyId, sinch.keySecret),
): Promise<Answer> {
  const body = new URLSearchParams(form);
  return read(await fetch(sinch.authUrl, { method: "POST", headers: { authorization }, body }));
}

async function call(
  method: string,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sent = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  return read(
    await fetch(url, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: sent,
      redirect: "manual",
    }),
  );
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
