// Writes a module of the bundler's as one that is required. The bundler would do it, but with a getter for each name,
// a call through it at each use, and what makes all that in every file: 22 KB of what runs in the host.

/**
 * Nothing that is exported changes after its module has run, and files that parts share are loaded in no circle: so
 * names can be taken once. No line and no column of other code moves, so that its map holds.
 * @param text - as the bundler writes it without shortening blanks: whole statements, from the start of a line.
 */
export function asRequired(text) {
  const written = text
    .replaceAll(/^import "(.*)";$/gm, 'require("$1");')
    .replaceAll(/^import (?:\* as )?([\w$]+) from (".*");$/gm, "var $1 = require($2);")
    .replaceAll(
      /^import \{([^{}]*)\} from (".*");$/gm,
      (_, names, file) => `var {${fields(names, "$1: $2")}} = require(${file});`,
    )
    .replaceAll(
      /^export \{([^{}]*)\};$/gm,
      (_, names) => `module.exports = {${fields(names, "$2: $1")}};`,
    )
    .replaceAll(/\bimport\((?="\.\/[\w-]+\.cjs"\))/g, "$apart(");
  // From where it begins: to look for it from the start of each line takes minutes, for some are half a file long.
  const left = /^(?:import|export)\b.*|\bimport\(.*/m.exec(written);
  if (left) throw new Error(`Not known how to require this: ${left[0].slice(0, 200)}`);
  if (!written.includes("$apart(")) return written;
  return `${written}\nfunction $apart(file) { return Promise.resolve().then(() => require(file)); }\n`;
}

/** @param form - of `$1 as $2`. */
function fields(names, form) {
  if (/\bdefault\b/.test(names)) throw new Error(`A default among the names: ${names}`);
  return names.replaceAll(/([\w$]+) as ([\w$]+)/g, form);
}
