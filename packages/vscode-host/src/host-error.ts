/** Why a VS Code could not be installed, found or opened. */
export type HostFailure =
  | "no-network"
  | "disk-full"
  | "install-failed"
  | "unsupported-platform"
  | "bad-setting"
  | "bad-vscode-path"
  | "no-desktop"
  | "bad-browser-path"
  | "port-in-use"
  | "start-failed"
  | "timed-out"
  | "no-vsix"
  | "bad-extension";

/** The one error of this package: the message says what happened and what to do next. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly kind: HostFailure;

  constructor(kind: HostFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
