import { Dialog } from "../common/Dialog";
import { Key } from "../common/Surface";
import { useShortcutGroups } from "./keys";

export default function Help({ onClose }: { onClose: () => void }) {
  const groups = useShortcutGroups();
  return (
    <Dialog open onClose={onClose} title="Shortcuts" size="large">
      <div className="gap-10 sm:columns-2">
        {groups.toReversed().map((group) => (
          <section key={group.title} className="mb-6">
            <h3 className="mb-2 text-xs font-semibold tracking-wide text-soft uppercase">{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="mb-1.5 flex break-inside-avoid items-center justify-between gap-4 text-sm">
                  <dt>{shortcut.does}</dt>
                  <dd className="flex gap-1">{shortcut.keys.split(" ").map((key) => <Key key={key}>{key.replace("+", " ")}</Key>)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
