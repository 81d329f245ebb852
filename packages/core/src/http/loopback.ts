/** Whether what has this name, or this address, is the machine itself. @param host - of IPv6 with brackets or without. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.(25[0-5]|(2[0-4]|1?[0-9])?[0-9])){3}|::1|\[::1\])$/i.test(host);
}
