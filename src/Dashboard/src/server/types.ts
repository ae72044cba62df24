import type { KnowledgeCategory, RejectionReason } from "@hivemind/client";

export type * from "@hivemind/client";

export const categories: KnowledgeCategory[] = [
  "bug_fix", "config", "domain_expertise", "workaround", "pricing_data", "regulatory_rule",
  "tooling", "reasoning_trace", "failed_approach", "version_workaround", "general",
];
export const rejectionReasons: RejectionReason[] = ["duplicate", "incorrect", "outdated", "too_vague", "sensitive", "unsafe", "off_topic", "other"];
