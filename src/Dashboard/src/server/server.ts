import { Connection, HivemindClient } from "@hivemind/client";

/** The page's own origin, with the session cookie: no credential is ever in the reach of scripts. */
export const connection = new Connection();

export const hive = new HivemindClient(connection);
