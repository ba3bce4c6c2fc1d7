/** The stand-in's control API: what a person does, and what the page is told. */

const RETRY_MILLISECONDS = 1500;

/** The server said no; the message is its reason. */
export class Refusal extends Error {}

/** Nothing answered. */
export class Unreachable extends Error {
  constructor() {
    super("The server cannot be reached");
  }
}

/**
 * Do something as a person.
 * @param {string} deed such as "message", "command", "interact"
 * @param {Object} body
 * @returns {Promise<Object>} the answer
 * @throws {Refusal|Unreachable}
 */
export async function act(deed, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(`/_control/${deed}`, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Read something: "workspace", "messages/C1?user=U1", "home/U1", "views/U1". */
export async function read(what) {
  return answerOf(`/_control/${what}`, { cache: "no-store" });
}

async function answerOf(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Unreachable(); // fetch rejects only when no response came
  }
  const answer = await response.json().catch(() => ({ error: `HTTP ${response.status}` })); // an error page is not JSON
  if (!response.ok || answer?.ok === false) throw new Refusal(answer?.error ?? `HTTP ${response.status}`);
  return answer;
}

/**
 * Listen to everything that happens, and go on listening after each interruption.
 * @param {{onEvent: function(Object), onUp: function(), onDown: function()}} listener
 */
export function listen(listener) {
  const source = new EventSource("/_control/events");
  source.onopen = () => listener.onUp();
  source.onmessage = ({ data }) => listener.onEvent(JSON.parse(data));
  source.onerror = () => {
    listener.onDown();
    source.close(); // the browser's own pause grows long and it gives up on HTTP errors
    setTimeout(() => listen(listener), RETRY_MILLISECONDS);
  };
}
