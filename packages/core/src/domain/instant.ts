import { remembered } from "./remembered.js";

/**
 * A time as a provider writes it, in ISO 8601 and UTC. Without a zone it is UTC, wherever this runs; a date
 * alone is its first moment.
 * @returns null for what is no time, and for one before 2000, which is how machines write "not set".
 */
export function toInstant(text: string | null | undefined): string | null {
  return text ? instantOf(text) : null;
}

const instantOf = remembered(1000, (text: string) => instantAt(epochOf(text)));

/**
 * Whether something is no time at all, and so none that stands for "not set" either.
 * @param time - as text, or in epoch milliseconds.
 */
export function isNoTime(time: string | number): boolean {
  return !((typeof time === "string" ? epochOf(time) : time) < latestMs);
}

/** In milliseconds; NaN where it is no time. */
function epochOf(text: string): number {
  const [, date, clock = "00:00:00", hours, minutes = "00"] = form.exec(text.trim()) ?? [];
  if (date === undefined || (date.slice(8) > "28" && !isDay(date))) return Number.NaN;
  // A leap second is the one after the minute's last, to which no clock of a machine counts.
  const counted = clock.replace(/:59:60/, ":59:59");
  const leapMs = counted === clock ? 0 : 1000;
  return leapMs + Date.parse(`${date}T${counted}${hours ? `${hours}:${minutes}` : "Z"}`);
}

/** The same of epoch milliseconds. */
export function instantAt(epochMs: number): string | null {
  if (!(epochMs >= earliestMs && epochMs < latestMs)) return null;
  const day = Math.floor(epochMs / dayMs);
  // The calendar is most of the work, and the times of a list are of few days.
  if (day !== lastDay) {
    lastDate = new Date(day * dayMs).toISOString().slice(0, 11);
    lastDay = day;
  }
  const ofDay = Math.floor(epochMs) - day * dayMs;
  const ofMinute = ofDay % 60_000;
  const [minutes, ms] = [Math.floor(ofDay / 60_000), ofMinute % 1000];
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(Math.floor(ofMinute / 1000))}`;
  return `${lastDate}${clock}.${ms < 100 ? "0" : ""}${two(ms)}Z`;
}

const dayMs = 86_400_000;
let lastDay = Number.NaN;
let lastDate = "";

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);

const form =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:[Zz]|([+-]\d\d)(?::?(\d\d))?)?)?$/;

const earliestMs = Date.UTC(2000, 0);
/** The last year that four digits can write is how machines write “never”. */
const latestMs = Date.UTC(9999, 0);

/** 30 February would pass for a day in March. */
function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
