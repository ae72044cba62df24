import type { ReactNode } from "react";

/** The first cell of a row that opens: the row takes clicks anywhere, this takes the keys and is what a screen reader finds. */
export const Opener = ({ children, onOpen, className = "" }: { children: ReactNode; onOpen: () => void; className?: string }) => (
  <button type="button" onClick={onOpen} className={`block max-w-full truncate text-left hover:underline ${className}`}>{children}</button>
);
