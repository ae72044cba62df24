import type { SourceType } from "../server/types";

interface Field {
  name: string;
  label: string;
  hint?: string;
  kind: "list" | "text" | "number";
}

const list = (name: string, label: string, hint = "Separated by commas."): Field => ({ name, label, hint, kind: "list" });

/** What can be said about each kind of source. */
export const fields: Record<SourceType, Field[]> = {
  github: [
    list("include_patterns", "Repositories", "Names or patterns, separated by commas: api-*, web."), list("exclude_patterns", "But not"), list("topics", "Topics"), list("languages", "Languages"),
    list("branches", "Branches"), list("file_patterns", "Files"), list("exclude_file_patterns", "But not the files"),
  ],
  jira: [
    { name: "jql", label: "Query (JQL)", kind: "text" }, list("issue_types", "Issue types"), list("include_labels", "Labels"), list("exclude_labels", "But not the labels"),
    { name: "max_results", label: "At most", kind: "number" },
  ],
  confluence: [list("spaces", "Spaces"), list("include_labels", "Labels"), list("exclude_labels", "But not the labels"), list("content_types", "Kinds of pages")],
};

export function toConfig(type: SourceType, read: (name: string) => string): Record<string, unknown> {
  const given = fields[type].map(({ name, kind }): [string, unknown] => {
    const text = read(name).trim();
    if (text === "") return [name, undefined];
    return [name, kind === "number" ? Number(text) : kind === "text" ? text : text.split(",").map((part) => part.trim()).filter((part) => part !== "")];
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

export function toText(config: unknown, name: string): string {
  const value = config && typeof config === "object" ? (config as Record<string, unknown>)[name] : undefined;
  return Array.isArray(value) ? value.join(", ") : value === undefined || value === null ? "" : String(value);
}
