import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useId } from "react";

const box = "w-full rounded-md border border-strong/60 bg-ground px-2.5 py-1.5 text-sm text-ink placeholder:text-soft hover:border-strong";

interface Shared {
  label: string;
  hint?: ReactNode;
  fault?: string | undefined;
  hideLabel?: boolean;
}

function Field({ id, label, hint, fault, hideLabel, children }: Shared & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-xs font-medium text-soft"}>{label}</label>
      {children}
      {hint && !fault && <p id={`${id}-hint`} className="text-xs text-soft">{hint}</p>}
      {fault && <p id={`${id}-hint`} role="alert" className="text-xs text-bad">{fault}</p>}
    </div>
  );
}

export function TextInput({ label, hint, fault, hideLabel, className = "", ...rest }: Shared & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Field {...{ id, label, hint, fault, hideLabel }}>
      <input id={id} aria-invalid={fault ? true : undefined} aria-describedby={hint || fault ? `${id}-hint` : undefined} className={`${box} ${className}`} {...rest} />
    </Field>
  );
}

export function TextArea({ label, hint, fault, hideLabel, className = "", ...rest }: Shared & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Field {...{ id, label, hint, fault, hideLabel }}>
      <textarea id={id} aria-invalid={fault ? true : undefined} aria-describedby={hint || fault ? `${id}-hint` : undefined} className={`${box} ${className}`} {...rest} />
    </Field>
  );
}

export function Choice({ label, hint, fault, hideLabel, children, className = "", ...rest }: Shared & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Field {...{ id, label, hint, fault, hideLabel }}>
      <select id={id} className={`${box} ${className}`} {...rest}>{children}</select>
    </Field>
  );
}

export function Tick({ label, hint, hideLabel, ...rest }: { label: string; hint?: string; hideLabel?: boolean } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input id={id} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      <div>
        <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm"}>{label}</label>
        {hint && <p id={`${id}-hint`} className="text-xs text-soft">{hint}</p>}
      </div>
    </div>
  );
}
