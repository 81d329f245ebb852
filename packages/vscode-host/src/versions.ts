/**
 * The exact versions of everything the browser host is made of; nothing else names a version.
 * `layout` changes when what we prune or unpack changes, so that an old cache is not taken for a new one.
 */
export const versions = {
  codeServer: "4.139.1",
  /** The VS Code inside that code-server; a desktop one is asked for in the same version. */
  vscode: "1.139.1",
  /** code-server runs on exactly this major of Node. */
  node: "24.21.0",
  chromium: "153.0.0",
  layout: 2,
} as const;
