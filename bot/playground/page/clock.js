/** Times as a person reads them, from Slack's `ts` (seconds since 1970). */

const DAY = 24 * 60 * 60 * 1000;

/** @returns {Date} */
export function dateOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

/** "14:05" */
export function timeOfDay(ts) {
  return dateOf(ts).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** "Today", "Yesterday", or "Monday, 3 November" */
export function dayOf(ts, now = new Date()) {
  const days = Math.round((startOfDay(now) - startOfDay(dateOf(ts))) / DAY);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return dateOf(ts).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

/** "Last reply 14:05", with the day if it was another one */
export function lastReply(ts) {
  const day = dayOf(ts);
  return `Last reply ${day === "Today" ? "" : `${day.toLowerCase()} at `}${timeOfDay(ts)}`;
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
