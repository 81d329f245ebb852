/** How lines are told apart without colour: strokes and gaps, in CSS pixels. */
export function dashes(index: number): readonly number[] {
  return patterns[index % patterns.length] ?? [];
}

const patterns = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 5], [5, 2, 2, 2, 2, 2]];

/** The theme's own colours for charts; its orange, that of a mark in the minimap, is hardly seen on dark or light. */
export const colours = [
  "--vscode-charts-blue",
  "--vscode-charts-red",
  "--vscode-charts-green",
  "--vscode-charts-purple",
  "--vscode-charts-yellow",
  "--vscode-charts-foreground",
];
