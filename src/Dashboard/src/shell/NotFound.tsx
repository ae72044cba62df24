import { Link } from "@tanstack/react-router";
import { Hexagon } from "lucide-react";
import { Empty } from "../common/States";

export function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <title>Not found · Hivemind</title>
      <Empty page icon={<Hexagon size={36} aria-hidden />} title="There is nothing at this address">
        It may have been deleted, or it belongs to another organisation. <Link to="/commons" className="text-accent underline">Go to the commons</Link>
      </Empty>
    </main>
  );
}
