import type { OperationKind } from "../server/operation-kind.js";

export const operations = {
  "sinch.token": "read",
  "sinch.search": "read",
  "sinch.check": "read",
  "sinch.rent": "write",
  "sinch.list": "read",
  "sinch.get": "read",
  "sinch.update": "change",
  "sinch.release": "write",
  "sinch.regions": "read",
  "sinch.callback-settings": "read",
  "sinch.update-callback-settings": "sealed",
  "sinch.emergency-address": "read",
  "sinch.provision-address": "change",
  "sinch.validate-address": "read",
  "sinch.deprovision-address": "change",
  "sinch.requirements": "read",
  /** Leases a number later on, once it is submitted and reviewed. */
  "sinch.create-order": "write",
  "sinch.order": "read",
  "sinch.registration": "read",
  "sinch.update-registration": "change",
  "sinch.upload-attachment": "sealed",
  "sinch.submit-order": "change",
} as const satisfies Record<string, OperationKind>;

export type SinchOperation = keyof typeof operations;
