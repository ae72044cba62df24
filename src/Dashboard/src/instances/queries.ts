import { queryOptions } from "@tanstack/react-query";
import { queries } from "../server/queries";
import { hive } from "../server/server";

export const instances = queryOptions({ queryKey: ["instances"], queryFn: () => hive.instances.listInstances({ limit: 100 }) });

export const channels = queryOptions({ queryKey: ["channels"], queryFn: () => hive.instances.listSupportedChannels(), staleTime: Infinity });

export const reloadInstances = () => queries.invalidateQueries({ queryKey: ["instances"] });
