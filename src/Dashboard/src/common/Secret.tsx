import { TriangleAlert } from "lucide-react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Command } from "./States";

interface Props {
  title: string;
  secret: string;
  /** A command that uses it at once. */
  command?: { label: string; text: string };
  onClose: () => void;
}

/** A secret that the server shows only now. */
export function Secret({ title, secret, command, onClose }: Props) {
  return (
    <Dialog open onClose={onClose} title={title}>
      <div className="flex flex-col gap-4">
        <p className="flex items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn"><TriangleAlert size={16} className="shrink-0" aria-hidden />Copy it now: it is not shown again.</p>
        <Command text={secret} />
        {command && <div><p className="mb-1.5 text-xs font-medium text-soft">{command.label}</p><Command text={command.text} /></div>}
        <div className="flex justify-end"><Button kind="primary" onClick={onClose}>Done</Button></div>
      </div>
    </Dialog>
  );
}
