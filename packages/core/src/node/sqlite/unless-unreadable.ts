/** What the system says of itself; null where it does not. */
export function unlessUnreadable(read: () => string | null): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
