// Apart from the store, since activation asks for no more than this.

/** The folder with a file for each account, in the extension's global storage. */
export const accountsFolder = "accounts";
/** Where earlier versions kept them all, in each profile's own state. */
export const earlierAccountsKey = "leaseline.accounts";

/** Where the keys of an account are in secret storage. */
export function secretKey(id: string): string {
  return `leaseline.account.${id}`;
}
