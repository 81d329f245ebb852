export function effort(counts: { readonly quick: number; readonly soak: number }): number;
export function report(what: string, found: Readonly<Record<string, number>>): void;
