import { queryOptions } from "@tanstack/react-query";
import { hive } from "../server/server";

const often = { refetchInterval: 15_000 };

export const summary = queryOptions({ queryKey: ["ledger", "summary"], queryFn: () => hive.analytics.getAnalyticsSummary(), ...often });

export const histogram = (days: number, granularity: "day" | "hour") =>
  queryOptions({ queryKey: ["ledger", "histogram", days, granularity], queryFn: () => hive.analytics.getCostHistogram({ days, granularity }), ...often });

export const performance = (days: number) =>
  queryOptions({ queryKey: ["ledger", "performance", days], queryFn: () => hive.analytics.getPerformanceReport({ days }), ...often });
