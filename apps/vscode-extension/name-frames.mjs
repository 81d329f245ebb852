// Says which source the frames of a stack trace are of: `node name-frames.mjs < the log`.
// The maps lie beside the package that the log is of, in leaseline.maps.
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const maps = new Map();

/** A log's text, with the place in the source behind each frame of one of our bundles. */
export function nameFrames(log) {
  return log.replaceAll(
    /([\w-]+\.cjs):(\d+):(\d+)/g,
    (frame, bundle, line, column) => placeOf(bundle, Number(line), Number(column)) ?? frame,
  );
}

function placeOf(bundle, line, column) {
  const map = mapOf(bundle);
  if (!map) return null;
  const { originalSource, originalLine, originalColumn, name } = map.findEntry(
    line - 1,
    column - 1,
  );
  if (!originalSource) return null;
  const source = originalSource.replace(/^(\.\.\/)+/, "");
  return `${name ? `${name} ` : ""}${source}:${originalLine + 1}:${originalColumn + 1}`;
}

function mapOf(bundle) {
  if (!maps.has(bundle)) {
    try {
      const file = join(import.meta.dirname, "leaseline.maps", `${bundle}.map`);
      maps.set(bundle, new SourceMap(JSON.parse(readFileSync(file, "utf8"))));
    } catch {
      maps.set(bundle, null);
    }
  }
  return maps.get(bundle);
}

if (import.meta.main) process.stdout.write(nameFrames(await text(process.stdin)));
