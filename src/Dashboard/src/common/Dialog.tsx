import * as Radix from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  note?: string;
  children: ReactNode;
  size?: "small" | "large";
}

/** A modal dialog. The shade is our own: Radix's would lock scrolling with an inline style sheet, which the policy forbids. */
export function Dialog({ open, onClose, title, note, children, size = "small" }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-[#05070b]/60" aria-hidden />
        <Radix.Content
          {...(note ? {} : { "aria-describedby": undefined })}
          className={`fixed top-[8dvh] left-1/2 z-50 flex max-h-[84dvh] w-[calc(100vw-1.5rem)] -translate-x-1/2 animate-appear flex-col rounded-xl border border-line bg-panel shadow-2xl ${size === "large" ? "max-w-4xl" : "max-w-lg"}`}
        >
          <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-3">
            <div>
              <Radix.Title className="font-semibold">{title}</Radix.Title>
              {note && <Radix.Description className="text-sm text-soft">{note}</Radix.Description>}
            </div>
            <Radix.Close aria-label="Close" className="rounded p-1 text-soft hover:bg-raised hover:text-ink"><X size={18} aria-hidden /></Radix.Close>
          </header>
          <div className="overflow-y-auto px-5 py-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
