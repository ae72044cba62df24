import type { WebhookProvider, WebhookSourceView } from "../server/types";

interface Help {
  name: string;
  /** Where the address is entered at the provider. */
  steps: string[];
  signature: string;
}

/** How each provider is told about a source. */
export const providers: Record<WebhookProvider, Help> = {
  github: {
    name: "GitHub",
    steps: ["Open the repository or organisation, Settings, Webhooks, Add webhook.", "Payload URL: the address above. Content type: application/json.", "Secret: the same text as here. Choose the events, for example Issue comments."],
    signature: "X-Hub-Signature-256: sha256=, HMAC-SHA256 of the body",
  },
  jira: {
    name: "Jira",
    steps: ["Open Settings, System, WebHooks, Create a WebHook.", "URL: the address above. Secret: the same text as here.", "Choose the events, for example Comment created."],
    signature: "X-Hub-Signature: HMAC-SHA256 of the body",
  },
  slack: {
    name: "Slack",
    steps: ["Open your app at api.slack.com, Basic Information, and copy the Signing Secret into this source.", "Event Subscriptions: switch on, Request URL: the address above. The handshake is answered by itself.", "Subscribe to bot events, for example app_mention."],
    signature: "X-Slack-Signature: v0=, HMAC-SHA256 over v0:timestamp:body, at most 5 minutes old",
  },
  sentry: {
    name: "Sentry",
    steps: ["Open Settings, Custom Integrations, and create an internal integration.", "Webhook URL: the address above. Switch on the resources, for example issue.", "Copy the Client Secret into this source."],
    signature: "Sentry-Hook-Signature: HMAC-SHA256 of the body",
  },
  generic: {
    name: "Anything else",
    steps: ["Send JSON by POST to the address above.", "Sign it as Standard Webhooks does, or like GitHub. Without a secret nothing needs to be signed."],
    signature: "Standard Webhooks headers, or X-Hub-Signature-256",
  },
};

/** A command that sends a first delivery to a source, signed when it has to be. */
export function tryCommand({ public_url, provider, has_secret }: WebhookSourceView): string {
  const body = `{"type":"hello","message":"@agent ask what can you do?"}`;
  if (!has_secret || provider === "slack") return `curl -X POST ${public_url} -H 'Content-Type: application/json' -d '${body}'`;
  const [header, prefix] = provider === "jira" ? ["X-Hub-Signature", ""] : provider === "sentry" ? ["Sentry-Hook-Signature", ""] : ["X-Hub-Signature-256", "sha256="];
  return [
    `body='${body}'`,
    `curl -X POST ${public_url} -H 'Content-Type: application/json' -d "$body" \\`,
    `  -H "${header}: ${prefix}$(printf %s "$body" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed 's/.* //')"`,
  ].join("\n");
}
