/** What an empty channel or direct message shows: what this is, and four things to try. */

import { button, el } from "./dom.js";
import { avatar } from "./people.js";

/** @returns {HTMLElement} */
export function welcome(app) {
  const { place, store } = app;
  const bot = store.userName(store.botUser);
  const isDirect = Boolean(place.channel?.is_im);
  return el(
    "section",
    { class: "welcome" },
    avatar(store, store.botUser, "large"),
    el(
      "h2",
      {},
      isDirect ? `Ask ${bot} directly` : `Ask ${bot} in #${store.channelName(place.here.channel)}`,
    ),
    el(
      "p",
      {},
      isDirect
        ? "Each question opens a thread of its own. Go on in the thread without repeating yourself."
        : `Mention @${bot} with a question, in Chinese or in English. The answer comes in a thread, and there you go on without a mention.`,
    ),
    el(
      "div",
      { class: "examples" },
      (isDirect ? directExamples(app) : channelExamples(app, bot)).map(example),
    ),
  );
}

function channelExamples(app, bot) {
  const direct = app.store.directMessageOf(app.place.user);
  return [
    asked(app, `@${bot} 什么是市盈率？`, "Ask in Chinese"),
    asked(app, `@${bot} What is EBITDA?`, "Ask in English"),
    asked(app, "/term ROE", "Look a term up, for you alone"),
    { text: `Write to ${bot} directly`, note: "Nobody else reads it", act: () => app.place.goTo(direct.id) },
  ];
}

function directExamples(app) {
  return [
    asked(app, "什么是市盈率？", "Ask in Chinese"),
    asked(app, "What is EBITDA?", "Ask in English"),
    asked(app, "/term ROE", "Look a term up"),
    { text: "Open Home", note: "What the app has for you", act: () => app.place.goHome() },
  ];
}

function asked(app, text, note) {
  return { text, note, act: () => app.ask(text) };
}

function example({ text, note, act }) {
  return button(
    "example",
    { "data-testid": "example", "data-text": text, onclick: act },
    el("span", {}, text),
    el("small", {}, note),
  );
}
