import type { Variables } from "./variables.js";

/**
 * What an npm below npx or pnpm may see: without the flags its parents hand down
 * (`npm_config_allow_scripts`, `npm_config_local_prefix` …), but with how the user reaches the registry.
 */
export function npmEnvironment(variables: Variables): NodeJS.ProcessEnv {
  return keep(variables, (name) => !handedDown.test(name) || userOwned.test(name));
}

/**
 * What VS Code may see: also without the variables of a VS Code or a code-server that we run inside of.
 * `PORT` and `PASSWORD` would change how code-server listens.
 */
export function hostEnvironment(variables: Variables): NodeJS.ProcessEnv {
  return keep(npmEnvironment(variables), (name) => !surroundingHost.test(name));
}

const handedDown = /^(npm_|pnpm_)/i;

const userOwned =
  /^npm_config_(registry|proxy|https?[_-]proxy|no_?proxy|cafile|ca|strict[_-]ssl|userconfig|globalconfig|cache|@.*:registry|\/\/.*)$/i;

const surroundingHost =
  /^(VSCODE_(?!PATH$).*|ELECTRON_RUN_AS_NODE|CODE_SERVER_.*|CS_.*|PORT|PASSWORD|HASHED_PASSWORD)$/;

function keep(variables: Variables, wanted: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => wanted(name)));
}
