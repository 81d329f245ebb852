import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { accountStore } from "../accounts/account-store.js";
import { type AccountFiles, accountFiles, takeOverAccounts } from "./account-files.js";
import { exampleAccount } from "../../test/support/examples.js";
import { memorySecrets } from "../../test/support/memory-storage.js";

let folder: string;
const open: AccountFiles[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "leaseline-accounts-")), "accounts");
});
afterEach(() => {
  for (const one of open.splice(0)) one.dispose();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

/** What one window has of it. */
function window() {
  const files = accountFiles(folder);
  open.push(files);
  const store = accountStore(files, memorySecrets(new Map()));
  const heard = () => new Promise<void>((resolve) => store.onChange(resolve));
  return { files, store, heard };
}

const account = exampleAccount({ id: "a/1", provider: "sinch" });

describe("the accounts of several windows", () => {
  it("are the same in all, and each hears of it within two seconds", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const [first, second] = [window(), window()];
    for (const change of [
      () => first.store.put(account, null),
      () => first.store.put({ ...account, label: "other" }, null),
      () => first.store.remove(account.id),
    ]) {
      const heard = vi.fn<() => void>();
      second.store.onChange(heard);
      await change();
      vi.advanceTimersByTime(2000);
      expect(heard).toHaveBeenCalledOnce();
      expect(second.store.list()).toEqual(first.store.list());
    }
    expect(second.store.list()).toEqual([]);
  });

  it("are those of now also where another one changed them before this one looked for changes", async () => {
    const [first, second] = [window(), window()];
    expect(second.store.list()).toEqual([]);
    await first.store.put(account, null);
    second.store.onChange(() => {});
    expect(second.store.list()).toEqual(first.store.list());
  });

  it("tell of a key that was replaced, though all else is as it was", async () => {
    const [first, second] = [window(), window()];
    await first.store.put(account, null);
    const heard = second.heard();
    const [before] = second.store.list();
    await first.store.put(account, {
      provider: "sinch",
      projectId: "p",
      keyId: "k",
      keySecret: "s",
    });
    await heard;
    expect(second.store.list()[0]?.revision).not.toBe(before?.revision);
  });

  it("keep what another one has just changed of it", async () => {
    const [first, second] = [window(), window()];
    await first.store.put(account, null);
    second.store.onChange(() => {});
    expect(second.store.list()).toHaveLength(1);
    first.store.change(account.id, { production: true });
    second.store.change(account.id, { label: "shop" });
    expect(second.store.list()).toMatchObject([{ production: true, label: "shop" }]);
  });

  it("are both there when two windows add one at once", async () => {
    const [first, second] = [window(), window()];
    await Promise.all([
      first.store.put(account, null),
      second.store.put({ ...account, id: "b" }, null),
    ]);
    expect(
      window()
        .store.list()
        .map(({ id }) => id),
    ).toEqual(["a/1", "b"]);
  });

  it("are for their owner alone", async () => {
    await window().store.put(account, null);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "a%2F1.json")).mode & 0o777).toBe(0o600);
  });
});

describe("an account that this version does not understand", () => {
  it("hides only itself, and is still there afterwards", async () => {
    const { files, store } = window();
    const later = JSON.stringify({ id: "later", provider: "elsewhere", label: "new", kind: 7 });
    files.write("later", later);
    await store.put(account, null);
    expect(store.list().map(({ id }) => id)).toEqual(["a/1"]);
    await store.remove(account.id);
    expect(files.read().get("later")).toBe(later);
  });
});

describe("what earlier versions kept in a profile", () => {
  it("is taken over once, understood or not, and over nothing newer", async () => {
    const { files, store } = window();
    await store.put({ ...account, label: "newer" }, null);
    let kept: unknown = [
      { id: "a/1", provider: "sinch", label: "older", sandbox: false },
      { id: "b", provider: "contiguity", label: "kept" },
      { id: "later", provider: "elsewhere" },
      "nothing",
    ];
    await takeOverAccounts(kept, files, async () => void (kept = undefined));
    expect(store.list().map(({ label }) => label)).toEqual(["kept", "newer"]);
    expect([...files.read().keys()].toSorted()).toEqual(["a/1", "b", "later"]);
    expect(kept).toBeUndefined();
  });
});
