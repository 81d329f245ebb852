import * as fc from "fast-check";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { instantAt, isNoTime, toInstant } from "./instant.js";

describe("a time of a provider's", () => {
  // In UTC, as machines that run tests are, nothing would tell the machine's zone from it.
  beforeEach(() => {
    vi.stubEnv("TZ", "America/St_Johns");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(new Date(2026, 0).getTimezoneOffset()).toBe(210);
  });

  it.each([
    ["2026-03-01T10:20:30.123456Z", "2026-03-01T10:20:30.123Z"],
    ["2026-03-01T10:20:30+02:00", "2026-03-01T08:20:30.000Z"],
    ["2026-03-01T10:20:30-0330", "2026-03-01T13:50:30.000Z"],
    ["2026-03-01 10:20:30.123456789+00", "2026-03-01T10:20:30.123Z"],
    ["2026-03-01t10:20:30z", "2026-03-01T10:20:30.000Z"],
    ["2026-03-01T10:20", "2026-03-01T10:20:00.000Z"],
    ["2026-03-01 10:20:30", "2026-03-01T10:20:30.000Z"],
    [" 2026-03-01T10:20:30 ", "2026-03-01T10:20:30.000Z"],
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2026-12-31T23:59:60Z", "2027-01-01T00:00:00.000Z"],
    ["2027-01-01 01:59:60.5+02", "2027-01-01T00:00:00.500Z"],
    ["2026-03-01T10:20:30.12345678901234567890Z", "2026-03-01T10:20:30.123Z"],
  ])("is UTC where it says no zone, whatever the machine's: %s", (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });

  it.each([
    null,
    undefined,
    "",
    "soon",
    "2026-02-30T00:00:00Z",
    "2026-13-01",
    "01/03/2026",
    "Mar 1, 2026",
    "2026-03-01T25:00:00Z",
    "2026-03-01T10:20:60Z",
    "1772360430",
    "0001-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
  ])("is none: %j", (text) => {
    expect(toInstant(text)).toBeNull();
  });

  it("stands for “not set” where it is one before 2000, and not where it is none", () => {
    for (const time of ["0001-01-01T00:00:00Z", "1970-01-01", 0, -1])
      expect(isNoTime(time)).toBe(false);
    for (const time of [
      "9999-12-31T23:59:59Z",
      "soon",
      "2026-02-30",
      "1772360430",
      "2026-03-01T10:20:30+1",
      1e300,
      NaN,
    ])
      expect(isNoTime(time)).toBe(true);
  });

  it("is written as the platform writes it, for every millisecond that there is", () => {
    const years = fc.double({ min: Date.UTC(2000, 0), max: Date.UTC(9998, 11), noNaN: true });
    fc.assert(
      fc.property(fc.array(years, { maxLength: 3 }), (times) => {
        for (const ms of times) expect(instantAt(ms)).toBe(new Date(ms).toISOString());
      }),
    );
  });

  it("can be a number of milliseconds", () => {
    expect(instantAt(1_718_851_200_000)).toBe("2024-06-20T02:40:00.000Z");
    for (const none of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e18])
      expect(instantAt(none)).toBeNull();
  });
});
