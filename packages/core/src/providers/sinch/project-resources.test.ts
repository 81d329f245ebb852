import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { errorOf, failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain } = specialNumbers.sinch;
const address = {
  streetNumber: "1600",
  streetInfo: "Pennsylvania Avenue NW",
  city: "Washington",
  state: "DC",
  postalCode: "20500",
};
const wanted = { displayName: "Ann", address };

describe.each(transports)("over $name", ({ transport }) => {
  const client = createSinchClient({ ...sandbox.sinch, transport, auth: "basic" });

  describe("availableRegions.list()", () => {
    it("gives every region with its types", async () => {
      const regions = await client.availableRegions.list();
      expect(regions).toContainEqual({
        regionCode: "US",
        regionName: "United States",
        types: ["LOCAL", "MOBILE", "TOLL_FREE"],
      });
      expect(control.requests("sinch.regions")[0]?.query).toBe("");
    });

    it("asks for types, each by itself", async () => {
      const regions = await client.availableRegions.list(["MOBILE", "TOLL_FREE"]);
      expect(control.requests("sinch.regions")[0]?.query).toBe("types=MOBILE&types=TOLL_FREE");
      expect(regions.map(({ regionCode }) => regionCode)).not.toContain("JP");
    });

    it("keeps a type that it does not know", async () => {
      const odd = { regionCode: "XK", types: ["SATELLITE"] };
      control.fault("sinch.regions", { status: 200, body: { availableRegions: [odd] } });
      expect(await client.availableRegions.list()).toMatchObject([odd]);
    });
  });

  describe("callbackConfiguration", () => {
    const hmacSecret = "0123456789abcdef0123456789ABCDEF-x";

    it("is read and changed", async () => {
      const { callbackConfiguration } = client;
      expect(await callbackConfiguration.get()).toEqual({
        projectId: "sandbox-project",
        hmacSecret: "",
      });
      const changed = await callbackConfiguration.update({ hmacSecret });
      expect(changed).toEqual({ projectId: "sandbox-project", hmacSecret });
      expect(await callbackConfiguration.get()).toEqual(changed);
    });

    it.each(["", "short", "x".repeat(65), `${hmacSecret} `, undefined])(
      "refuses the secret %j before anything is sent",
      async (wrong) => {
        // What a caller without types can do.
        const refused = client.callbackConfiguration.update({ hmacSecret: wrong as string });
        expect(await failureOf(refused)).toMatchObject({ kind: "bad-input", field: "hmacSecret" });
        expect(control.requests()).toEqual([]);
      },
    );

    it("never shows a secret that an answer repeats", async () => {
      const body = { error: { code: 400, message: `bad secret ${hmacSecret}`, status: "X" } };
      control.fault("sinch.update-callback-settings", { status: 400, body });
      const error = await errorOf(client.callbackConfiguration.update({ hmacSecret }));
      expect(error.failure).toMatchObject({ kind: "rejected", reason: "bad secret •••" });
      expect(JSON.stringify(error)).not.toContain(hmacSecret);
    });
  });

  describe("emergencyAddress", () => {
    const { emergencyAddress, availableNumbers } = client;

    it("is none, is provisioned, read and taken away", async () => {
      await availableNumbers.rent(plain);
      expect(await emergencyAddress.get(plain)).toBeNull();
      expect(await emergencyAddress.provision(plain, wanted)).toMatchObject(address);
      expect(await emergencyAddress.get(plain)).toMatchObject(address);
      await emergencyAddress.deprovision(plain);
      expect(await emergencyAddress.get(plain)).toBeNull();
      const path = `/sinch/v1/projects/sandbox-project/activeNumbers/${plain}/emergencyAddress`;
      expect(control.requests("sinch.provision-address")).toMatchObject([
        { method: "POST", path: `${path}:provision`, body: JSON.stringify(wanted) },
      ]);
      expect(control.requests("sinch.deprovision-address")).toMatchObject([
        { method: "POST", path: `${path}:deprovision`, body: "" },
      ]);
    });

    it.each([200, 204])("is taken away where the answer is a bare %i", async (status) => {
      await availableNumbers.rent(plain);
      await emergencyAddress.provision(plain, wanted);
      control.fault("sinch.deprovision-address", { status, body: "", after: true });
      await emergencyAddress.deprovision(plain);
      expect(await emergencyAddress.get(plain)).toBeNull();
    });

    it.each([
      ["EXACT_MATCH", {}, { correctedAddress: null }],
      ["NEAR_MATCH", { state: "dc" }, { correctedAddress: { state: "DC" } }],
      ["NO_MATCH", { streetNumber: "0" }, { candidateAddresses: [{ streetNumber: "1" }] }],
    ])("is validated: %s", async (validationResult, change, more) => {
      await availableNumbers.rent(plain);
      const asked = { ...wanted, address: { ...address, ...change } };
      const { correctedAddress = null, ...validated } = await emergencyAddress.validate(
        plain,
        asked,
      );
      expect({ ...validated, correctedAddress }).toMatchObject({ validationResult, ...more });
      expect(await emergencyAddress.get(plain)).toBeNull();
    });

    it.each(["displayName", "streetNumber", "streetInfo", "city", "state", "postalCode"])(
      "is not sent without a %s",
      async (field) => {
        const lacking = {
          displayName: field === "displayName" ? " " : "Ann",
          address: { ...address, ...(field !== "displayName" && { [field]: "" }) },
        };
        for (const refused of [
          () => emergencyAddress.provision(plain, lacking),
          () => emergencyAddress.validate(plain, lacking),
        ])
          expect(await failureOf(refused())).toMatchObject({ kind: "bad-input", field });
        expect(control.requests()).toEqual([]);
      },
    );

    it("says that the number is not held, which is not that it has no address", async () => {
      for (const refused of [
        () => emergencyAddress.get(plain),
        () => emergencyAddress.provision(plain, wanted),
        () => emergencyAddress.validate(plain, wanted),
        () => emergencyAddress.deprovision(plain),
      ])
        expect(await failureOf(refused())).toEqual({ kind: "not-leased" });
    });

    it("takes no page and no other JSON for an address", async () => {
      control.fault("sinch.emergency-address", { html: true });
      control.fault("sinch.provision-address", { status: 200, body: { ok: true } });
      control.fault("sinch.deprovision-address", { html: true });
      expect(await failureOf(emergencyAddress.get(plain))).toMatchObject({ kind: "no-answer" });
      for (const unclear of [
        () => emergencyAddress.provision(plain, wanted),
        () => emergencyAddress.deprovision(plain),
      ])
        expect(await failureOf(unclear())).toMatchObject({ kind: "outcome-unknown" });
    });
  });
});
