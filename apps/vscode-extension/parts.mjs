// What the extension is loaded in. A part is a module that is reached by `import()` alone, from extension.ts or
// from another part: name it here, and it is a file of its own, beside files of what parts share.

/** The file of each entry, and the most bytes that loading it takes, with what it shares with others. */
export const parts = {
  workbench: { entry: "src/host/workbench.ts", maxBytes: 292_000 },
  // What is said of numbers in code.
  code: { entry: "src/host/in-code/in-code.ts", maxBytes: 203_000 },
  // Only where a ledger is shared: PostgreSQL's client, and zod over what it reads.
  ledger: { entry: "src/host/shared-ledger.ts", maxBytes: 345_500 },
};

/** The most bytes of the parts together with what is loaded at activation, without those named, and the sandbox. */
export const together = { maxBytes: 404_000, without: ["code", "ledger"] };
