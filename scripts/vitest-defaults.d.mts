export function vitestDefaults(
  packageFolder: string,
  suite?: string,
): { include: string[]; reporters: string[]; outputFile: { json: string } };
