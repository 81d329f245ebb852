import type { Clock } from "../state/clock.js";
import type { Memory } from "../state/memory.js";

/** A text as Contiguity took it. */
export type TextRecord = {
  /** `text_…` */
  readonly messageId: string;
  /** E.164. */
  readonly to: string;
  /** The number it went out from; null for one that is not the account's. */
  readonly from: string | null;
  /** The number that was asked for: another one than `from` when that was replaced. */
  readonly askedFrom: string | null;
  readonly message: string | null;
  readonly attachments: readonly string[];
  readonly fastTrack: boolean;
  /** Epoch milliseconds of the sandbox's clock. */
  readonly atMs: number;
};

/** What was sent, and whether senders are replaced. */
export type TextStore = {
  readonly add: (text: Omit<TextRecord, "messageId" | "atMs">) => TextRecord;
  readonly sent: () => readonly TextRecord[];
  readonly substitutes: () => boolean;
  readonly setSubstitution: (enabled: boolean) => void;
};

export function createTextStore(memory: Memory, clock: Clock): TextStore {
  const texts = memory.value<readonly TextRecord[]>("sent", []);
  const substitutes = memory.value("substitutes", false);
  return {
    add(text) {
      const messageId = `text_sandbox${String(texts.get().length + 1).padStart(6, "0")}`;
      const record = { messageId, ...text, atMs: clock.now() };
      texts.set([...texts.get(), record]);
      return record;
    },
    sent: texts.get,
    substitutes: substitutes.get,
    setSubstitution: substitutes.set,
  };
}
