// What oxlint.config.ts has to find, and what it has to let pass.

/** By folder (of `packages/` or `apps/`) or file: what may not be imported there. */
export const refused: Readonly<Record<string, string>> = {
  "core/src/":
    "node:fs undici vscode zod @leaseline/sandbox ./node/index.js ./testing/index.js ./index.js ./providers/sinch/wire.js ./sinch/index.js",
  "core/src/client/":
    "node:fs undici ../node/index.js ../providers/sinch/provider.js ../index.js ../../../sandbox/src/index.js",
  "core/src/new-folder/deep/":
    "node:fs ../../node/index.js ../../providers/sinch/provider.js ../../../test/x.js",
  "core/src/index.ts": "./node/index.js ./testing/index.js ./sinch/index.js undici",
  "core/src/domain/":
    "../errors/lease-error.js ../clock.js zod zod/mini node:util @leaseline/sandbox ./../errors/x.js",
  "core/src/errors/":
    "../http/send.js ../ledger/ledger.js ../providers/provider-account.js ../clock.js zod/mini ../domain/../http/send.js",
  "core/src/http/":
    "../ledger/ledger.js ../providers/provider-account.js ../client/quote.js ../node/index.js undici node:http zod/mini",
  "core/src/ledger/":
    "../http/send.js ../providers/provider-account.js ../operations/work.js ../node/index.js node:sqlite zod/mini",
  "core/src/providers/":
    "./sinch/wire.js ../ledger/ledger.js ../operations/work.js ../lease-client.js",
  "core/src/providers/all.ts": "./sinch/wire.js ../ledger/ledger.js",
  "core/src/providers/twilio/":
    "../sinch/wire.js ../all.js ../../ledger/ledger.js ../../operations/work.js ../../client/quote.js ../../lease-client.js ../../index.js ../../node/index.js undici node:crypto vscode @leaseline/core @leaseline/sandbox zod zod/mini ./../sinch/wire.js",
  "core/src/providers/twilio/orders/": "../../sinch/wire.js ../../../ledger/ledger.js ../../all.js",
  "core/src/operations/":
    "../providers/sinch/provider.js ../providers/all.js ../lease-client.js ../client/quote.js ../http/send.js ../node/index.js node:fs",
  "core/src/node/": "../testing/index.js ../index.js vscode @leaseline/sandbox",
  "core/src/testing/":
    "../node/index.js ../sinch/index.js undici vscode @leaseline/sandbox vitest zod/mini",
  "ledger-postgres/src/": "@leaseline/sandbox vscode undici zod ../../core/src/index.js",
  "sandbox/src/sinch/": "@leaseline/core ../../../core/src/index.js vscode undici",
  "vscode-host/src/":
    "../../core/src/index.js @leaseline/core/dist/index.js @leaseline/sandbox/src/index.js",
  "core/test/reliability/": "../../../sandbox/src/index.js @leaseline/sandbox/dist/index.js",
  "vscode-extension/src/":
    "vscode undici @leaseline/core/node @leaseline/sandbox node:fs ./host/log.js",
  "vscode-extension/src/accounts/":
    "vscode node:fs undici @leaseline/core/node @leaseline/sandbox ../host/log.js ../leases-view/tree.js ../operations/verdicts.js ../lease/lease-number.js ../sandbox.js @leaseline/core/sinch",
  "vscode-extension/src/operations/":
    "../lease/lease-number.js ../release/release-number.js ../pricing/messages.js ../host/log.js",
  "vscode-extension/src/leases-view/": "../operations/verdicts.js ../search/countries.js",
  "vscode-extension/src/new-folder/": "../host/log.js vscode node:fs @leaseline/sandbox",
  "vscode-extension/src/pricing/webview/":
    "vscode node:fs undici @leaseline/core ../pricing-model.js ../../host/log.js",
  "vscode-extension/src/host/":
    "undici @leaseline/core/node @leaseline/sandbox ../extension.js ../../../cli/src/main.js",
  "vscode-extension/src/host/ledgers.ts": "undici @leaseline/sandbox",
  "vscode-extension/src/extension.ts": "undici @leaseline/core/node @leaseline/sandbox",
  "vscode-extension/src/sandbox.ts": "vscode undici @leaseline/core/node ./host/log.js",
  "cli/src/":
    "vscode undici commander @leaseline/sandbox @clack/prompts @napi-rs/keyring ./main.js ./command-line/program.js",
  "cli/src/commands/":
    "commander @leaseline/sandbox @clack/prompts @napi-rs/keyring ../main.js ../command-line/program.js",
  "cli/src/command-line/": "@clack/prompts @napi-rs/keyring @leaseline/core/node ../main.js",
  "cli/src/main.ts": "undici @clack/prompts @napi-rs/keyring @leaseline/sandbox",
  "cli/src/accounts/connect.ts": "undici commander @leaseline/sandbox @napi-rs/keyring",
  "cli/src/accounts/keychain.ts": "commander @clack/prompts @leaseline/core/node",
  "cli/src/terminal/": "commander @leaseline/core/node ../main.js ../command-line/program.js",
  "cli/src/sandbox-server.ts": "commander @leaseline/core/node undici",
};

/** The same: what may be imported. */
export const allowed: Readonly<Record<string, string>> = {
  "core/src/": "./domain/money.js ./operations/work.js ./providers/provider-account.js",
  "core/src/client/":
    "./quote.js ../domain/money.js ../operations/work.js ../ledger/ledger.js ../providers/provider-account.js",
  "core/src/index.ts": "./client/lease-client.js ./providers/sinch/provider.js ./domain/money.js",
  "core/src/sinch/index.ts": "../providers/sinch/client.js ../errors/lease-error.js",
  "core/src/domain/": "./money.js libphonenumber-js/min/es6",
  "core/src/http/": "./send.js ../domain/money.js ../errors/lease-error.js #zod",
  "core/src/ledger/": "./operation.js ../domain/money.js ../errors/lease-error.js",
  "core/src/providers/all.ts": "./provider-account.js ./sinch/descriptor.js",
  "core/src/providers/twilio/":
    "./wire.js ../provider-account.js ../../http/send.js #zod @noble/hashes/sha2.js",
  "core/src/providers/twilio/orders/":
    "../wire.js ../../provider-account.js ../../../http/send.js #zod",
  "core/src/operations/": "./work.js ../ledger/ledger.js ../providers/provider-account.js",
  "ledger-postgres/src/": "./store.js @leaseline/core @leaseline/core/node pg zod/mini node:fs",
  "core/src/node/sqlite/": "../once-agent.js ../../ledger/ledger.js node:sqlite node:fs/promises",
  "core/src/testing/": "../providers/provider-account.js ../ledger/ledger.js node:assert/strict",
  "core/test/reliability/": "../../src/index.js node:fs @leaseline/sandbox fast-check",
  "sandbox/src/sinch/": "./wire.js ../state/world.js hono zod node:crypto",
  "vscode-extension/src/release/":
    "./x.js ../operations/verdicts.js ../words/lease-words.js @leaseline/core",
  "vscode-extension/src/pricing/webview/": "./table.js ../messages.js zod/mini",
  "vscode-extension/src/host/": "./log.js ../lease/lease-number.js vscode node:fs @leaseline/core",
  "vscode-extension/src/host/ledgers.ts": "@leaseline/core/node",
  "vscode-extension/src/extension.ts": "vscode ./host/workbench.js",
  "vscode-extension/src/sandbox.ts": "@leaseline/sandbox",
  "cli/src/commands/": "../context.js @leaseline/core @leaseline/core/node node:fs",
  "cli/src/command-line/": "commander ../commands/lease.js @leaseline/core",
  "cli/src/accounts/connect.ts": "@leaseline/core/node ./accounts.js ../command-error.js",
};

/** Ways to import, all of which count: one line each. */
export const forms = [
  'import "../../ledger/a.js";',
  'import { a } from "../../ledger/a.js";',
  'import type { B } from "../../ledger/a.js";',
  'import { type C } from "../../ledger/a.js";',
  'export * from "../../ledger/a.js";',
  'export { d } from "../../ledger/a.js";',
  'export type { E } from "../../ledger/a.js";',
  'export const f = await import("../../ledger/a.js");',
  'export type G = import("../../ledger/a.js").G;',
  'export type H = typeof import("../../ledger/a.js");',
  "export const i = await import(a);",
];

/** What else is not written here, and the rule that finds it. */
export const habits: readonly (readonly [rule: string, file: string, text: string])[] = [
  ["no-restricted-globals", "packages/core/src/http/", "export const a = process.pid;"],
  ["no-restricted-globals", "packages/core/src/", 'export const a = Buffer.from("");'],
  [
    "no-restricted-globals",
    "apps/vscode-extension/src/pricing/webview/",
    "export const a = process.pid;",
  ],
  ["no-console", "apps/cli/src/", 'console.log("");'],
  ["no-default-export", "apps/cli/src/", "export default 1;"],
  ["max-lines", "apps/cli/src/", "// One line of many.\n".repeat(201)],
  ["eqeqeq", "apps/cli/src/", "export const a = (b: unknown): boolean => b == 1;"],
  ["no-explicit-any", "apps/cli/src/", "export const a = (b: any): unknown => b;"],
  ["no-non-null-assertion", "apps/cli/src/", "export const a = (b?: string): string => b!;"],
  [
    "consistent-type-imports",
    "apps/cli/src/",
    'import { B } from "./b.js";\nexport const a = (b: B): B => b;',
  ],
  ["prefer-node-protocol", "apps/cli/src/", 'import { a } from "fs";\nexport const b = a;'],
  ["no-floating-promises", "apps/cli/src/", "Promise.resolve();"],
  ["no-misused-promises", "apps/cli/src/", "if (Promise.resolve(false)) throw new Error();"],
  ["await-thenable", "apps/cli/src/", "await 1;"],
  ["only-throw-error", "apps/cli/src/", 'throw "text";'],
  [
    "switch-exhaustiveness-check",
    "apps/cli/src/",
    "export function a(b: 1 | 2): void {\n  switch (b) {\n    case 1:\n  }\n}",
  ],
];

/** Files that import one another in a circle. */
export const circles = [
  [
    'import { b } from "./b.js";\nexport const a = (): unknown => b;',
    'import { a } from "./a.js";\nexport const b = (): unknown => a;',
  ],
  [
    'import type { B } from "./b.js";\nexport type A = B | 1;',
    'import type { A } from "./a.js";\nexport type B = A | 2;',
  ],
  [
    'export type { B } from "./b.js";\nexport type A = 1;',
    'import { type A } from "./a.js";\nexport type B = A | 2;',
  ],
] as const;
