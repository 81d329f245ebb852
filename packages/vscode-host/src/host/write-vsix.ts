import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zip } from "./zip.js";

/** What of an extension's package.json is repeated in its manifest. */
type Extension = { readonly name: string; readonly publisher: string; readonly version: string };

/** Packs an extension of two files, its package.json and extension.cjs, so that no packaging tool is needed. */
export async function writeVsix(folder: string, target: string): Promise<void> {
  const description = await readFile(join(folder, "package.json"));
  const extension = JSON.parse(description.toString()) as Extension;
  await writeFile(
    target,
    zip([
      ["extension.vsixmanifest", Buffer.from(manifest(extension))],
      ["[Content_Types].xml", Buffer.from(contentTypes)],
      ["extension/package.json", description],
      ["extension/extension.cjs", await readFile(join(folder, "extension.cjs"))],
    ]),
  );
}

const manifest = ({
  name,
  publisher,
  version,
}: Extension) => `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
<DisplayName>${name}</DisplayName>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets>
</PackageManifest>`;

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension=".json" ContentType="application/json"/>
<Default Extension=".cjs" ContentType="application/javascript"/>
<Default Extension=".vsixmanifest" ContentType="text/xml"/>
</Types>`;
