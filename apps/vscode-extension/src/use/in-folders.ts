/** A folder of the workspace. */
interface Folder {
  readonly name: string;
  readonly uri: { readonly path: string };
}

/**
 * What is found in each folder. One that cannot be read, such as one that is gone, keeps no other back.
 * @param find - is given what a name in the folder begins with, so that a person tells it from those of other folders.
 * @throws why the first one cannot be read, where none can.
 */
export async function inFolders<Of extends Folder, Found>(
  folders: readonly Of[],
  find: (folder: Of, prefix: string) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const prefixOf = ({ name, uri }: Of) => {
    if (folders.length === 1) return "";
    const isShared = folders.filter((one) => one.name === name).length > 1;
    return `${isShared ? uri.path : name}/`;
  };
  const all = await Promise.allSettled(folders.map((folder) => find(folder, prefixOf(folder))));
  const [first] = all;
  if (first?.status === "rejected" && all.every(({ status }) => status === "rejected"))
    throw first.reason;
  return all.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}
