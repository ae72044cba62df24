import type { ReactNode } from "react";

/** A table that scrolls sideways inside its panel when the window is narrow. */
export function Table({ label, heads, children }: { label: string; heads: string[]; children: ReactNode }) {
  return (
    <div className="relative overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-soft">
            {heads.map((head, index) => <th key={head || index} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">{head || <span className="sr-only">Actions</span>}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export const Cell = ({ children, className = "" }: { children?: ReactNode; className?: string }) => <td className={`px-4 py-2 align-middle ${className}`}>{children}</td>;
