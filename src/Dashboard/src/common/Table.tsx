import type { ReactNode } from "react";

export interface Heads {
  heads: string[];
  /** Those of figures: they stand over their figures, on the right. */
  right?: string[];
  /** Those that a phone has no room for; their cells are `wide` too. */
  wide?: string[];
}

/** A table that scrolls sideways inside its panel when the window is narrow. */
export function Table({ label, heads, right = [], wide = [], children }: Heads & { label: string; children: ReactNode }) {
  return (
    <div className="relative overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-soft">
            {heads.map((head, index) => <th key={head || index} scope="col" className={`px-2.5 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4 sm:px-4 ${right.includes(head) ? "text-right" : ""} ${wide.includes(head) ? "max-sm:hidden" : ""}`}>{head || <span className="sr-only">Actions</span>}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export const Cell = ({ children, wide, className = "" }: { children?: ReactNode; wide?: boolean; className?: string }) => <td className={`px-2.5 py-2 align-middle first:pl-4 last:pr-4 sm:px-4 ${wide ? "max-sm:hidden" : ""} ${className}`}>{children}</td>;
