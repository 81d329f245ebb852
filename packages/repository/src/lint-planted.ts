import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./root.js";

/** A rule that was broken, and the line at which it was. */
export interface Finding {
  readonly rule: string;
  readonly line: number;
}

/** What oxlint writes, as far as it is looked at. */
interface Report {
  readonly diagnostics: readonly {
    /** `eslint(no-console)` */
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

/** Lints `files` (text by path) under the rules of this repository, in a folder that is gone afterwards. */
export function lintPlanted(files: ReadonlyMap<string, string>): ReadonlyMap<string, Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-rules-"));
  try {
    cpSync(join(root, "oxlint.config.ts"), join(folder, "oxlint.config.ts"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    const program = join(root, "node_modules", "oxlint", "bin", "oxlint");
    const words = ["--type-aware", "--format=json", "packages", "apps"];
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    if (!stdout.startsWith("{")) throw new Error(`oxlint could not look: ${stdout}${stderr}`);
    return byFile(JSON.parse(stdout));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function byFile({ diagnostics }: Report): ReadonlyMap<string, Finding[]> {
  const findings = new Map<string, Finding[]>();
  for (const { code, filename, labels } of diagnostics) {
    const path = filename.replaceAll("\\", "/");
    const finding = { rule: /\((.*)\)/.exec(code)?.[1] ?? code, line: labels[0]?.span.line ?? 1 };
    findings.set(path, [...(findings.get(path) ?? []), finding]);
  }
  return findings;
}
