import type { Snippet } from "../provider-descriptor.js";

/** With the SDKs `contiguity` of npm (0.1) and PyPI (3.0), which read the key from the environment, and without. */
export const snippets: readonly Snippet[] = [
  {
    language: "javascript",
    needs: "npm install contiguity",
    text: `import { Contiguity } from "contiguity";

const contiguity = new Contiguity(process.env.CONTIGUITY_API_KEY);

await contiguity.text.send({
  from: "{number}",
  to: "{to}",
  message: "{message}",
});
`,
  },
  {
    language: "python",
    needs: "pip install contiguity",
    text: `import os

from contiguity import Contiguity

contiguity = Contiguity(token=os.environ["CONTIGUITY_API_KEY"])

contiguity.text.send(
    from_="{number}",
    to="{to}",
    message="{message}",
)
`,
  },
  {
    language: "shell",
    needs: null,
    text: `curl https://api.contiguity.com/send/text \\
  --header "Authorization: Token $CONTIGUITY_API_KEY" \\
  --header "Content-Type: application/json" \\
  --data '{"from": "{number}", "to": "{to}", "message": "{message}"}'
`,
  },
];
