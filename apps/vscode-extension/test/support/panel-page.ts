import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type PricingTools, createConversation } from "../../src/pricing/conversation.js";
import { pricingPage } from "../../src/pricing/pricing-page.js";
import type { PricingInput } from "../../src/pricing/pricing-view.js";
import { spendHistory } from "../../src/pricing/spend-history.js";
import { appFolder } from "./journey/stage.js";

/** Nobody has that; what is asked of it is answered from the built files. */
const origin = "https://panel.example";
/** What an editor says to its webviews of its own font. */
const asAnEditorWrites = `:root {
  --vscode-font-family: system-ui, sans-serif;
  --vscode-font-size: 13px;
}`;

export interface PanelPage {
  readonly page: Page;
  /** What the page has asked for. */
  readonly requests: unknown[];
  /** Files that it was asked to save. */
  readonly saved: string[];
  /** Files that the page has loaded, by name. */
  readonly loaded: string[];
  /** Shows something else, as when something has changed. */
  readonly show: (change: Partial<PricingInput>) => void;
}

export interface PanelPageOptions {
  readonly input?: Partial<PricingInput>;
  readonly history?: PricingTools["history"];
  readonly context?: BrowserContextOptions;
  /** Files that do not load. */
  readonly without?: RegExp;
}

/** The panel's page as it is built, under its own policy, and what it talks to, in a browser without an editor. */
export async function openPanelPage(
  browser: Browser,
  { input: given = {}, history, context = {}, without = /^$/ }: PanelPageOptions = {},
): Promise<PanelPage> {
  const page = await browser.newPage({
    viewport: { width: 1200, height: 800 },
    locale: "en-US",
    ...context,
  });
  let input: PricingInput = {
    leases: [],
    unread: 0,
    held: [],
    offers: [],
    accounts: [],
    now: "2026-11-26T10:00:00Z",
    locale: "en",
    ...given,
  };
  const [requests, saved, loaded]: [unknown[], string[], string[]] = [[], [], []];
  const conversation = createConversation(
    {
      input: () => input,
      history:
        history ??
        (async () => spendHistory({ operations: [], leases: input.leases, now: input.now })),
      answer: (request) => requests.push(request),
      save: (csv) => saved.push(csv),
      report: (error) => {
        throw error;
      },
    },
    {
      post: (message) =>
        // The page may be gone by then, with the test.
        void page.evaluate(`window.postMessage(${JSON.stringify(message)}, "*")`).catch(() => {}),
      isSeen: () => true,
    },
  );
  await page.exposeFunction("toEditor", (said: unknown) => conversation.hear(said));
  await page.addInitScript(editorOfPage);
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "") {
      const parts = { cspSource: origin, nonce: "once", language: "en" };
      const [scriptUri, styleUri] = [`${origin}/pricing.js`, `${origin}/pricing.css`];
      const body = pricingPage({ ...parts, scriptUri, styleUri });
      return route.fulfill({ contentType: "text/html", body });
    }
    if (without.test(name)) return route.abort();
    loaded.push(name);
    const contentType = name.endsWith(".css") ? "text/css" : "text/javascript";
    const file = await readFile(join(appFolder, "dist", "webview", name), "utf8");
    const body = name.endsWith(".css") ? `${file}\n${asAnEditorWrites}` : file;
    return route.fulfill({ contentType, body, headers: { "access-control-allow-origin": "*" } });
  });
  await page.goto(`${origin}/`);
  const show = (change: Partial<PricingInput>) => {
    input = { ...input, ...change };
    conversation.changed();
  };
  return { page, requests, saved, loaded, show };
}

/** Run in the page: what an editor gives to its webviews. */
function editorOfPage(): void {
  const kept = "kept";
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => Reflect.get(globalThis, "toEditor")(message),
      getState: () => JSON.parse(sessionStorage.getItem(kept) ?? "null"),
      setState: (state: unknown) => sessionStorage.setItem(kept, JSON.stringify(state)),
    }),
  });
}
