import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";

// A held key moves thirty times a second; browsers refuse an address that changes that often.
const PAUSE = 150;

/** The row one is at. It moves at once, and the address follows, so that a link or a reload leads back to it. */
export function useAt(): [string | undefined, (at: string | undefined) => void] {
  const { at: asked } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [at, setAt] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (timer.current === undefined) setAt(asked);
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const move = useCallback((next: string | undefined) => {
    setAt(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void navigate({ to: ".", search: (now) => ({ ...now, at: next }), replace: true, resetScroll: false });
    }, PAUSE);
  }, [navigate]);
  return [at, move];
}
