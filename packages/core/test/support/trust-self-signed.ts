import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll } from "vitest";
import { selfSigned } from "./self-signed.js";

/** Has the tests of a `describe` trust the certificate that servers in tests show. */
export function trustSelfSigned(): void {
  const before = getCACertificates("default");
  beforeAll(() => setDefaultCACertificates([...before, selfSigned.cert]));
  afterAll(() => setDefaultCACertificates(before));
}
