import { translate } from "../words/translate.js";

export interface PageParts {
  readonly scriptUri: string;
  readonly styleUri: string;
  /** What the webview's own files are served from. */
  readonly cspSource: string;
  /** Made anew for each page. */
  readonly nonce: string;
  /** As HTML names it: `"de"`. */
  readonly language: string;
}

/** The panel's page. It may run its own script and style, and load nothing else. */
export function pricingPage({
  scriptUri,
  styleUri,
  cspSource,
  nonce,
  language,
}: PageParts): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<link rel="stylesheet" href="${styleUri}">
<title>${translate("Pricing")}</title>
</head>
<body>
<main id="pricing"></main>
<p id="status" role="status" class="status">${translate("Reading the phone numbers…")}</p>
<script type="module" nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>`;
}
