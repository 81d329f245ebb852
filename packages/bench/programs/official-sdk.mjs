// The first call of Contiguity's official SDK. It knows one address only, so its request is sent on to the sandbox.
import { Contiguity } from "contiguity";

const { fetch } = globalThis;
const sandbox = process.env.LEASELINE_CONTIGUITY_URL;
globalThis.fetch = (url, options) =>
  fetch(url.replace(/^https:\/\/api\.contiguity\.com/, sandbox), options);

const { numbers } = await new Contiguity(process.env.CONTIGUITY_API_KEY).lease.leased();
if (!Array.isArray(numbers)) throw new Error("the SDK's answer has another form");
// Its kept connection would keep the process.
process.exit(0);
