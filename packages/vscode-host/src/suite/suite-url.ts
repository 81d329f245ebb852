/** What the page is told through its address; read by VS Code when the test driver is enabled. */
export type SuiteAddress = {
  /** `127.0.0.1:PORT`. */
  readonly authority: string;
  /** Opens the server's door. */
  readonly token: string;
  readonly folder: string | undefined;
  readonly extensionDevelopmentPaths: readonly string[];
  readonly extensionTestsPath: string;
};

/** The address that loads an extension under development and runs its suite. */
export function suiteUrl(address: SuiteAddress): string {
  const remote = (path: string) => `vscode-remote://${address.authority}${encodeURI(path)}`;
  const payload = [
    ...address.extensionDevelopmentPaths.map((path) => ["extensionDevelopmentPath", remote(path)]),
    ["extensionTestsPath", remote(address.extensionTestsPath)],
    ["skipWelcome", "true"],
  ];
  const place = address.folder === undefined ? { ew: "true" } : { folder: address.folder };
  const query = new URLSearchParams({
    token: address.token,
    ...place,
    payload: JSON.stringify(payload),
  });
  return `http://${address.authority}/?${query.toString()}`;
}
