/** RFC 3339 with six fractional digits, which JavaScript's own format does not have. */
export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().replace("Z", "000Z");
}
