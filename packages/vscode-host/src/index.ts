// What the other packages may use. Withheld: the ways in which a host is installed, and start.ts, a program.
export type { BrowserProgram } from "./browser/browser-program.js";
export { launchBrowser } from "./browser/launch-browser.js";
export type { Editor, EditorOptions, Editors } from "./editor/editors.js";
export { openEditors } from "./editor/open-editors.js";
export type { Variables } from "./environment/variables.js";
export { HostError, type HostFailure } from "./host-error.js";
export { openBrowserHost, type BrowserHost, type BrowserHostOptions } from "./host/browser-host.js";
export { quietSettings, type Settings } from "./host/settings.js";
export { installHost } from "./install-host.js";
export { press, typeText } from "./journey/keyboard.js";
export { openPalette, type PaletteEntry } from "./journey/open-palette.js";
export { openView } from "./journey/open-view.js";
export { closeMenu, dialog, pickFromMenu, toast, treeRow, webviewFrame } from "./journey/parts.js";
export { quickInput, type QuickInput } from "./journey/quick-input.js";
export { runCommand, type RunCommandOptions } from "./journey/run-command.js";
export type { Log } from "./log.js";
export { resolveVSCode, type VSCode } from "./resolve-vscode.js";
export { sandboxEnvironment } from "./start/sandbox-environment.js";
