/**
 * A `write` leases or releases a number, a `change` does something else that lasts, a `read` changes nothing.
 * A `sealed` one is a change whose body is a secret or a file.
 */
export type OperationKind = "read" | "change" | "sealed" | "write";
