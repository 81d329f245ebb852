import { type OxlintOverride, defineConfig } from "oxlint";

type Rule = NonNullable<OxlintOverride["rules"]>["no-restricted-imports"];

const core = "packages/core/src";
const editor = "apps/vscode-extension/src";
const cli = "apps/cli/src";

/** The editor's folders without VS Code: each may import those before it. */
const folders =
  "prompts words ledger spending accounts leases-view in-code operations search use lease release pricing commands ai-tools";

const node = ["node:*", "node:*/**"];
const inside = ["./**", "../**"];
const shared = ["#*", "../../{clock,merge}.js", "@noble/hashes/*"];
const inHost = ["vscode", "@leaseline/core", "zod/mini", ...node];
const inCli = ["@leaseline/core", "zod/mini", "fast-string-width", ...node];
const asked = ["../package.json", "commander", "@commander-js/*", "@bomb.sh/tab/*"];

const everywhere = [
  {
    regex: "(^|/)(packages|apps)/|^(\\.\\./)+[a-z-]+/(src|dist)/|^@leaseline/[^/]+/(src|dist)",
    message: "Import a package by its name, and what it exports.",
  },
  { regex: "(^\\./|[^./]/)\\.\\./", message: "Write the shortest path." },
];
const byName: Rule = ["error", { patterns: everywhere }];

/** Which way imports run. A later line replaces an earlier one. */
const imports = [
  only(`${core}/`, "!./{node,testing}/**", "!./providers/*/**", "!./index.js", "!./*/index.js"),
  only(`${core}/index.ts`, "./**", "!./{node,testing}/**", "!./*/index.js"),
  only(`${core}/*/index.ts`, "../{domain,errors,http,providers}/**"),
  only(`${core}/domain/`, "libphonenumber-js/**"),
  only(`${core}/{errors,words}/`, "../domain/**"),
  only(`${core}/http/`, "../{domain,errors}/**", "../{clock,until-aborted}.js", "#zod"),
  only(`${core}/ledger/`, "../{domain,errors}/**", "../clock.js"),
  only(`${core}/providers/`, "!./*/**", "../{domain,errors,http}/**", "#*", "@noble/hashes/*"),
  only(`${core}/providers/all.ts`, "./*.js", "./*/descriptor.js"),
  only(`${core}/providers/*/`, "../*.js", "!../all.js", "../../{domain,errors,http}/**", ...shared),
  only(
    `${core}/operations/`,
    "../{domain,errors,ledger}/**",
    "../{clock,merge,until-aborted}.js",
    "../providers/*.js",
    "!../**/all.js",
  ),
  only(`${core}/node/`, "../**", "!../testing/**", "!../index.js", "undici", ...node),
  only(`${core}/testing/`, "../**", "!../node/**", "!../index.js", "!../*/index.js", "#*", ...node),

  only("packages/sandbox/src/", "hono", "hono/**", "@hono/**", "zod", ...node),
  only("packages/ledger-postgres/src/", "@leaseline/core{,/node}", "pg", "zod/mini", ...node),

  only(`${editor}/`, "!./*/**", "@leaseline/core"),
  folders.split(" ").flatMap((folder, at, all) => {
    const before = all.slice(0, at).map((other) => `../${other}/**`);
    return only(`${editor}/${folder}/`, "@leaseline/core", "zod/mini", ...before);
  }),
  only(`${editor}/pricing/webview/`, "../messages.js", "{zod/mini,uplot}"),
  only(`${editor}/host/`, "../**", "!../extension.js", ...inHost),
  only(
    `${editor}/host/{account-files,ledger,shared}*`,
    "@leaseline/{core/node,ledger-*}",
    ...inside,
    ...inHost,
  ),
  only(`${editor}/extension.ts`, "./**", ...inHost),
  only(`${editor}/sandbox.ts`, "@leaseline/sandbox"),

  only(`${cli}/`, "!./main.js", "!./command-line/**", "@leaseline/core/node", ...inCli),
  only(`${cli}/{main,leaseline}.ts`, "./**", "@leaseline/core/node", ...asked, ...inCli),
  only(`${cli}/command-line/`, "../**", "!../main.js", ...asked, ...inCli),
  only(`${cli}/**/keychain*.ts`, "@napi-rs/keyring", ...inside, ...inCli),
  only(`${cli}/terminal/`, "../output/**", "../command-error.js", "@clack/prompts", ...inCli),
  only(`${cli}/s*-*.ts`, "./**", "@leaseline/{sandbox,ledger-*}", ...inCli),
].flat();

/**
 * What files may import: in a folder (`where` ends with a slash) what is in it, and `allowed`, as a file right in
 * it writes that; in a single file only `allowed`. `!` takes away.
 */
function only(where: string, ...allowed: readonly string[]): readonly OxlintOverride[] {
  const message = `${where} may import only ${allowed.join(" ")}.`;
  const rule = (file: string, lines: readonly string[]): OxlintOverride => {
    const group = ["**", ...lines.map((line) => `!${line}`.replace("!!", ""))];
    const patterns = [...everywhere, { group, message }];
    return { files: [file], rules: { "no-restricted-imports": ["error", { patterns }] } };
  };
  if (!where.endsWith("/")) return [rule(where, allowed)];
  return ["", "*/", "*/*/", "*/*/*/"].map((below, depth) => {
    const up = "../".repeat(depth);
    const seen = allowed.map((line) => (up ? line.replace(/^(!?)(?=\.)(\.\/)?/, `$1${up}`) : line));
    return rule(`${where}${below}*.ts`, ["./**", `${up || "./"}**`, `!${up}../**`, ...seen]);
  });
}

const tests = ["**/*.test.ts", "**/test/**"];

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc", "promise"],
  categories: { correctness: "error", suspicious: "error" },
  env: { es2024: true, builtin: true },
  ignorePatterns: ["**/dist/**", "**/dist-test/**", "**/test/fixture/documented/**"],
  rules: {
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-default-export": "error",
    "import/no-dynamic-require": ["error", { esmodule: true }],
    "max-lines": ["error", { max: 200, skipBlankLines: false, skipComments: false }],
    eqeqeq: "error",
    "no-console": "error",
    "no-restricted-imports": byName,
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-misused-promises": "error",
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
    "typescript/only-throw-error": "error",
    "typescript/no-unsafe-type-assertion": "off",
    "typescript/consistent-return": "off",
    "no-shadow": "off",
    "no-underscore-dangle": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/prefer-node-protocol": "error",
    "unicorn/require-post-message-target-origin": "off",
  },
  overrides: [
    {
      files: [`${core}/**/*.ts`, `${editor}/pricing/webview/**/*.ts`],
      excludeFiles: [...tests, `${core}/{node,testing}/**`],
      rules: { "no-restricted-globals": ["error", "process", "Buffer", "require", "__dirname"] },
    },
    { files: ["**/*.config.*ts"], rules: { "import/no-default-export": "off" } },
    {
      files: [
        "scripts/**",
        "apps/vscode-extension/*.mjs",
        "packages/{vscode-host,bench,core/examples}/**",
        "packages/sandbox/src/cli.ts",
      ],
      rules: { "no-console": "off" },
    },
    ...imports,
    {
      files: [...tests, `${core}/testing/**`],
      rules: { "max-lines": "off", "no-console": "off", "import/no-dynamic-require": "off" },
    },
    { files: tests, rules: { "no-restricted-imports": byName } },
  ],
});
