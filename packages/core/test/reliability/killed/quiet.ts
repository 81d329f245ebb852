import type { Sandbox } from "@leaseline/sandbox";

/** Waits until the sandbox has done with what it received. */
export async function quiet({ control }: Sandbox): Promise<void> {
  await until(() => control.requests().every(({ ended }) => ended !== "open"));
}

export async function until(so: () => boolean): Promise<void> {
  for (let waited = 0; waited < 4000 && !so(); waited += 5)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
