import { badInput } from "../../errors/lease-error.js";
import type { CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { type UploadFile, encodeMultipart } from "../../http/multipart.js";
import { requirePathId } from "../../http/check-given.js";
import type { SinchApi } from "./api.js";
import { upload } from "./number-order-requests.js";

/** A document for an order. */
export interface Attachment extends UploadFile {
  /** One of the `allowedDocumentTypes`, where there are any. */
  readonly documentType?: string | undefined;
}

/** The documents of number orders. */
export interface OrderAttachments {
  /**
   * Hands in a document; what became of it is in the registration. Sent once.
   * @param attachmentId - the `id` that the requirements gave it.
   * @throws {LeaseError} `bad-input`, `rejected` (with status 413 when it is too large), `not-sent`, `outcome-unknown`.
   */
  upload(
    orderId: string,
    attachmentId: string,
    file: Attachment,
    options?: CallOptions,
  ): Promise<void>;
}

export function orderAttachments({ api, project }: SinchApi): OrderAttachments {
  return {
    upload: async (orderId, attachmentId, { documentType, ...file }, { signal } = {}) => {
      const ids = {
        id: requirePathId(orderId, "orderId"),
        attachmentId: requirePathId(attachmentId, "attachmentId"),
      };
      const fields = documentType === undefined ? {} : { documentType };
      requireMimeType(file.mimeType);
      const content = encodeMultipart({ fields, fileField: "file", file });
      await call(api, upload(project, ids, content), signal);
    },
  };
}

/** It becomes a header, so nothing else may be in it. */
function requireMimeType(mimeType: string): void {
  if (/^[\w.+-]+\/[\w.+-]+$/.test(mimeType)) return;
  throw badInput("mimeType", "The file needs a type such as application/pdf.");
}
