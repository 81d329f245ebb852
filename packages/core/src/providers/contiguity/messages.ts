import * as z from "#zod";
import type { E164 } from "../../domain/phone-number.js";
import { LeaseError, badInput } from "../../errors/lease-error.js";
import type { Api, ApiRequest, CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { requireE164 } from "../../http/number-reference.js";
import {
  type ContiguityNumber,
  type NumberReference,
  numberOf,
  readLeasedNumber,
} from "./numbers.js";

/** A text to send. */
export interface TextMessage {
  /** E.164. */
  readonly to: string;
  /** A number that the account holds. Contiguity chooses one when it is left out or null. */
  readonly from?: NumberReference | null | undefined;
  /** Required unless there are attachments. */
  readonly message?: string | undefined;
  /** At most 3 https addresses of files, each with an extension. Contiguity takes 5 MB in all, which it alone can check. */
  readonly attachments?: readonly string[] | null | undefined;
  /** For numbers that the account holds, and with the `fast_track` entitlement. */
  readonly fastTrack?: boolean | undefined;
}

/** Texts in Contiguity's own words. */
export interface Texts {
  /**
   * Sends one text: costs money, is sent once and never repeated.
   *
   * Contiguity may replace a `from` that cannot be used by another number, and says so in a webhook only.
   * So the sender is looked at first: the account has to hold it, and one of its channels has to carry
   * what is sent. A number object of `leased()`, `details()` or `get()` that says both is believed; any
   * other reference costs one read. That says how it was a moment ago: listen for `numbers.substitution`.
   * @param options - `signal` stops the read, and the text until it is sent.
   * @throws {LeaseError} `bad-input` and `not-leased` before anything is sent; `forbidden`,
   * `insufficient-funds`, `rejected`, `not-sent`, `no-answer` when the number could not be read; `outcome-unknown`.
   */
  send(text: TextMessage, options?: CallOptions): Promise<SentText>;
}

export function textsOf(api: Api): Texts {
  return {
    send: async ({ to, from, message, attachments, fastTrack }, { signal } = {}) => {
      const content = checkContent(message, attachments ?? []);
      const receiver = requireE164(to, "to");
      const sender =
        from === null || from === undefined
          ? undefined
          : await senderOf(api, from, content, signal);
      const text = { to: receiver, from: sender, ...content, fast_track: fastTrack };
      return (await call(api, sendText(text), signal)).data;
    },
  };
}

interface Content {
  readonly message: string | undefined;
  readonly attachments: readonly string[] | undefined;
}

function checkContent(message: unknown, attachments: unknown): Content {
  if (message !== undefined && typeof message !== "string")
    throw badInput("message", "The message has to be text.");
  if (!Array.isArray(attachments) || attachments.length > 3)
    throw badInput("attachments", "The attachments have to be a list of at most 3.");
  if (!attachments.every(isFileUrl))
    throw badInput(
      "attachments",
      "An attachment is the https address of a file with an extension.",
    );
  const text = message?.trim() ? message : undefined;
  if (text === undefined && attachments.length === 0)
    throw badInput("message", "A text needs a message or an attachment.");
  return { message: text, attachments: attachments.length > 0 ? attachments : undefined };
}

function isFileUrl(address: unknown): address is string {
  if (typeof address !== "string" || !URL.canParse(address)) return false;
  const { protocol, pathname } = new URL(address);
  return protocol === "https:" && /\.[a-z0-9]+$/i.test(pathname);
}

async function senderOf(
  api: Api,
  from: NumberReference,
  { attachments }: Content,
  signal: AbortSignal | undefined,
): Promise<E164> {
  const number = numberOf(from, "from");
  const sender = saysEnough(from) ? from : await readLeasedNumber(api, number, signal);
  if (ended.has(sender.lease_status ?? "")) throw new LeaseError({ kind: "not-leased" });
  const channels = sender.capabilities?.channels;
  if (channels && !channels.some((channel) => carries(channel, attachments !== undefined))) {
    const what = attachments ? "attachments" : "texts";
    throw badInput("from", `No channel of this number carries ${what}.`);
  }
  return number;
}

const ended = new Set(["expired", "terminated"]);

/** Whether it tells of its lease and its channels, as what was read from Contiguity does. */
function saysEnough(from: NumberReference): from is ContiguityNumber {
  if (typeof from === "string" || !("id" in from)) return false;
  // Whoever passes an object of that form has it from this client, or stands for it.
  const { lease_id, capabilities } = from as Partial<ContiguityNumber>;
  return Boolean(lease_id && capabilities?.channels);
}

/** iMessage and WhatsApp have operations of their own. A channel that is not known is Contiguity's to judge. */
function carries(channel: string, withAttachments: boolean): boolean {
  return !(withAttachments ? withoutAttachments : withoutTexts).has(channel);
}

const withoutTexts = new Set(["imessage", "whatsapp"]);
const withoutAttachments = new Set([...withoutTexts, "sms"]);

/** Costs money. Fields that are undefined are not sent. */
function sendText(
  text: Content & {
    readonly to: E164;
    readonly from: E164 | undefined;
    readonly fast_track: boolean | undefined;
  },
) {
  return {
    operation: "contiguity.send-text",
    effect: "write",
    method: "POST",
    path: "/send/text",
    body: text,
    answer: sendTextAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

const sendTextAnswer = z.object({
  data: z.object({
    /** `text_…` */
    message_id: z.string(),
  }),
});
/** What `send` answers. That it was taken, and not that it has arrived. @interface */
export type SentText = z.infer<typeof sendTextAnswer>["data"];
