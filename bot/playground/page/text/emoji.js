/** Slack's short names for the emoji that a bot is likely to write. */

const NAME = /:([a-z0-9_+-]{1,40}):/y;

const EMOJI = {
  smile: "😄",
  smiley: "😃",
  grin: "😁",
  joy: "😂",
  wink: "😉",
  blush: "😊",
  slightly_smiling_face: "🙂",
  thinking_face: "🤔",
  cry: "😢",
  sweat_smile: "😅",
  heart: "❤️",
  eyes: "👀",
  wave: "👋",
  pray: "🙏",
  clap: "👏",
  thumbsup: "👍",
  "+1": "👍",
  thumbsdown: "👎",
  "-1": "👎",
  ok_hand: "👌",
  muscle: "💪",
  raised_hands: "🙌",
  tada: "🎉",
  rocket: "🚀",
  fire: "🔥",
  star: "⭐",
  sparkles: "✨",
  zap: "⚡",
  bulb: "💡",
  book: "📖",
  books: "📚",
  memo: "📝",
  mag: "🔍",
  lock: "🔒",
  key: "🔑",
  bell: "🔔",
  pushpin: "📌",
  paperclip: "📎",
  link: "🔗",
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  bar_chart: "📊",
  moneybag: "💰",
  calendar: "📅",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  stopwatch: "⏱️",
  recycle: "♻️",
  arrows_counterclockwise: "🔄",
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  warning: "⚠️",
  no_entry: "⛔",
  octagonal_sign: "🛑",
  question: "❓",
  exclamation: "❗",
  information_source: "ℹ️",
  robot_face: "🤖",
};

/** Read the `:name:` that starts at `start`; @returns {{token: string, end: number}|null} null if it is unknown */
export function emojiAt(text, start) {
  NAME.lastIndex = start;
  const match = NAME.exec(text);
  return match && Object.hasOwn(EMOJI, match[1]) ? { token: EMOJI[match[1]], end: NAME.lastIndex } : null;
}

/** Replace the short names of a text that has no marks. */
export function withEmoji(text) {
  return text.replace(new RegExp(NAME, "g"), (source) => emojiAt(source, 0)?.token ?? source);
}
