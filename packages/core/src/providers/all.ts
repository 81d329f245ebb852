import { contiguity } from "./contiguity/descriptor.js";
import type { ProviderDescriptor } from "./provider-descriptor.js";
import { sinch } from "./sinch/descriptor.js";

/** Every provider, as data; `create` makes an account of one. Each is a folder beside this file, and a line here. */
export const providers: readonly ProviderDescriptor[] = [contiguity, sinch];
