import { queryOptions } from "@tanstack/react-query";
import { hive } from "./server";

export const commonsStats = queryOptions({ queryKey: ["stats", "commons"], queryFn: () => hive.stats.getCommonsStats() });

export const orgStats = queryOptions({ queryKey: ["stats", "org"], queryFn: () => hive.stats.getOrgStats() });

export const growth = (scope: "commons" | "org", days: number, granularity: "day" | "hour" = "day") =>
  queryOptions({ queryKey: ["stats", "growth", scope, days, granularity], queryFn: () => hive.stats.getGrowthStats({ days, scope, granularity }) });
