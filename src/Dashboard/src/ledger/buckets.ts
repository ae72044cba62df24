const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });

export const nameOf = (date: string, by: "day" | "hour"): string => (by === "hour" ? hour : day).format(new Date(date));

/** The instant at which the day or hour is over. */
export const endOf = (date: string, by: "day" | "hour"): string => new Date(Date.parse(date) + (by === "hour" ? 3_600_000 : 86_400_000)).toISOString();
