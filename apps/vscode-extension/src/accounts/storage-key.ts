/** Where the list of accounts is kept. Apart from the store, since activation asks for no more than this. */
export const accountsKey = "leaseline.accounts";
