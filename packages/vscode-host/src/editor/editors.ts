import type { Page } from "playwright-core";
import type { Variables } from "../environment/variables.js";
import type { Settings } from "../host/settings.js";

export type EditorOptions = {
  /** Where the person's settings and state are kept. */
  readonly userDataDir: string;
  /** Where extensions are installed. */
  readonly extensionsDir: string;
  /** What to open; an empty folder by default. */
  readonly folder?: string;
  /** Merged over the quiet defaults. */
  readonly settings?: Settings;
  /** Whether the folder has to be trusted by the person first; it is trusted by default. */
  readonly workspaceTrust?: boolean;
  /** Added to the environment of the extension host. */
  readonly environment?: Variables;
  /** The display language, as `"de"`: extensions speak it; VS Code itself, only with its language pack. */
  readonly language?: string;
  /** For the workbench to be ready: 120,000 by default. */
  readonly timeoutMs?: number;
};

/** A VS Code, to be driven as a person does. */
export type Editor = {
  readonly page: Page;
  /** A second window on the same profile and folder, with an extension host of its own. */
  readonly anotherWindow: () => Promise<Page>;
  /** The end of what VS Code printed. */
  readonly output: () => string;
  readonly close: () => Promise<void>;
};

/** Opens any number of editors of one kind, desktop or browser; what drives the page need not know which. */
export type Editors = {
  /** Installs VSIX files for editors that are opened with this folder. */
  readonly install: (files: readonly string[], extensionsDir: string) => Promise<void>;
  /** Whether extensions speak any language there, also where the editor has no language pack for it. */
  readonly takesLanguages: boolean;
  readonly open: (options: EditorOptions) => Promise<Editor>;
  /** Ends what they share. Every editor is closed before. */
  readonly close: () => Promise<void>;
};
