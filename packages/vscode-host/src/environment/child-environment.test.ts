import { describe, expect, it } from "vitest";
import { hostEnvironment, npmEnvironment } from "./child-environment.js";

describe("the environment of a child", () => {
  it("loses the flags that npx and pnpm hand down", () => {
    const handedDown = {
      npm_config_allow_scripts: "pnpm",
      npm_config_package: "pnpm",
      npm_config_local_prefix: "/x",
      npm_config_prefix: "/y",
      npm_package_name: "x",
      npm_lifecycle_event: "npx",
      NPM_CONFIG_IGNORE_SCRIPTS: "false",
      pnpm_config_verify_deps_before_run: "false",
      PNPM_HOME: "/z",
    };
    expect(npmEnvironment(handedDown)).toEqual({});
  });

  it("keeps how the user reaches the registry", () => {
    const user = {
      npm_config_registry: "http://registry.test",
      NPM_CONFIG_REGISTRY: "http://registry.test",
      npm_config_https_proxy: "http://proxy.test",
      "npm_config_https-proxy": "http://proxy.test",
      npm_config_noproxy: "x.test",
      npm_config_cafile: "/ca.pem",
      npm_config_userconfig: "/home/a/.npmrc",
      "npm_config_//registry.test/:_authToken": "t",
      HTTPS_PROXY: "http://proxy.test",
      PATH: "/bin",
    };
    expect(npmEnvironment(user)).toEqual(user);
  });

  it("hides the VS Code that we run inside of", () => {
    const outer = {
      VSCODE_IPC_HOOK_CLI: "/tmp/x.sock",
      VSCODE_PID: "1",
      ELECTRON_RUN_AS_NODE: "1",
      PORT: "1",
      PASSWORD: "p",
      npm_config_package: "pnpm",
    };
    expect(hostEnvironment(outer)).toEqual({});
  });

  it("passes on what a suite is given", () => {
    const given = {
      LEASELINE_SANDBOX_URL: "http://127.0.0.1:1",
      HOME: "/home/a",
      VSCODE_PATH: "/x",
    };
    expect(hostEnvironment(given)).toEqual(given);
  });
});
