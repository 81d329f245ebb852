import { type AxeResults, source } from "axe-core";
import type { Locator } from "playwright-core";

/**
 * What stands seriously in the way of people, a line each: what it is, how bad, and where.
 * @param without - rules of axe that are not asked.
 */
export async function obstacles(
  place: Locator,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  const element = await place.elementHandle();
  const frame = await element?.ownerFrame();
  if (!element || !frame) throw new Error("There is nothing to look at.");
  // As the debugger's own text, which the page's policy does not keep out.
  if (!(await frame.evaluate("'axe' in globalThis"))) await frame.evaluate(source);
  const { violations } = await element.evaluate(
    (node, run) =>
      (
        globalThis as unknown as {
          axe: { run: (on: unknown, how: unknown) => Promise<AxeResults> };
        }
      ).axe.run(node, run),
    { rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) },
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id} (${impact}) ${target.join(" ")}: ${failureSummary}`,
      ),
    );
}
