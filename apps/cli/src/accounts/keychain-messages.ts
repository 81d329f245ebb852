/** What the process that speaks with the keychain is asked, once. */
export type KeychainRequest =
  | { readonly action: "read" | "remove"; readonly name: string; readonly secret?: undefined }
  | { readonly action: "keep"; readonly name: string; readonly secret: string };

/** What it answers: `secret` is null for a name that the keychain does not have, and where none was asked for. */
export type KeychainReply =
  | { readonly done: true; readonly secret: string | null }
  | { readonly done: false };
