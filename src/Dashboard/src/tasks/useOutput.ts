import { useEffect, useRef, useState } from "react";
import { useLive, useTopic } from "../live/live";
import { hive } from "../server/server";
import { Terminal, type Line } from "./ansi";

const PAGE = 1_000;

interface Said {
  lines: readonly Line[];
  error: unknown;
}

/** What a run said so far, and what it says from now on: each chunk once and in order, whatever way it came. */
export function useOutput(id: string, live: boolean): Said {
  const [said, setSaid] = useState<Said>({ lines: [], error: null });
  const chunk = useRef<(seq: number, text: string) => void>(() => {});
  const refetch = useRef(() => {});
  useTopic(live ? `task:${id}` : null);

  useEffect(() => {
    const terminal = new Terminal();
    let last = 0;
    let isHere = true;
    let loading = false;
    let again = false;
    let drawing = 0;

    // However many chunks come, the lines are handed on once per frame.
    const draw = () => {
      drawing ||= requestAnimationFrame(() => {
        drawing = 0;
        setSaid({ lines: [...terminal.lines], error: null });
      });
    };
    const load = async () => {
      again = loading;
      if (loading) return;
      loading = true;
      try {
        let more = true;
        while (more && isHere) {
          const page = await hive.tasks.getTaskLogs(id, { after: last, limit: PAGE });
          for (const { seq, content } of page.chunks) if (seq === last + 1) { terminal.write(content); last = seq; }
          more = page.chunks.length === PAGE;
          draw();
        }
      } catch (error) {
        if (isHere) setSaid({ lines: [...terminal.lines], error });
      }
      loading = false;
      if (again && isHere) void load();
    };
    refetch.current = () => void load();
    chunk.current = (seq, text) => {
      if (seq <= last) return;
      if (seq > last + 1) return void load(); // something came before this page was listening
      terminal.write(text);
      last = seq;
      draw();
    };
    void load();
    return () => {
      isHere = false;
      cancelAnimationFrame(drawing);
    };
  }, [id]);

  useLive((messages) => {
    for (const { name, data } of messages) {
      if (data["task_id"] !== id) continue;
      if (name === "task_output") chunk.current(Number(data["seq"]), String(data["output"]));
      else if (name === "task_status") refetch.current(); // the end may be told of by the topic of all tasks before the last chunk is
    }
  });
  return said;
}
