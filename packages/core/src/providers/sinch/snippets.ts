import type { Snippet } from "../provider-descriptor.js";

/**
 * With the SDKs `@sinch/sdk-core` of npm (1.4) and `sinch` of PyPI (2.4), and without, by a service plan's own token.
 * The number has to be connected to an SMS service plan of the project.
 */
export const snippets: readonly Snippet[] = [
  {
    language: "javascript",
    needs: "npm install @sinch/sdk-core",
    text: `import { SinchClient } from "@sinch/sdk-core";

const sinch = new SinchClient({
  projectId: process.env.SINCH_PROJECT_ID,
  keyId: process.env.SINCH_KEY_ID,
  keySecret: process.env.SINCH_KEY_SECRET,
});

await sinch.sms.batches.send({
  sendSMSRequestBody: {
    from: "{number}",
    to: ["{to}"],
    body: "{message}",
  },
});
`,
  },
  {
    language: "python",
    needs: "pip install sinch",
    text: `import os

from sinch import SinchClient

sinch = SinchClient(
    project_id=os.environ["SINCH_PROJECT_ID"],
    key_id=os.environ["SINCH_KEY_ID"],
    key_secret=os.environ["SINCH_KEY_SECRET"],
    sms_region="us",
)

sinch.sms.batches.send_sms(
    from_="{number}",
    to=["{to}"],
    body="{message}",
)
`,
  },
  {
    language: "shell",
    needs: null,
    text: `curl "https://us.sms.api.sinch.com/xms/v1/$SINCH_SERVICE_PLAN_ID/batches" \\
  --header "Authorization: Bearer $SINCH_API_TOKEN" \\
  --header "Content-Type: application/json" \\
  --data '{"from": "{number}", "to": ["{to}"], "body": "{message}"}'
`,
  },
];
