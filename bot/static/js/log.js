/* 对话区：把话放进去、念出来，旧按钮收起，滚到最新一句。 */

import { make } from "./dom.js";
import { receipt } from "./receipt.js";

const area = document.getElementById("log");
const messages = document.getElementById("messages");
const typing = document.getElementById("typing");
const trouble = document.getElementById("trouble");
// 按钮发出去的话 → 按钮上的字，重新打开时照样显示
const payloads = new Map(
  [...document.querySelectorAll("button[name=say]")].map((button) => [button.value, button.textContent.trim()]),
);

const speaker = (name) => make("span", { class: "visually-hidden" }, `${name}：`);

export function addOwn(text, files = []) {
  document.getElementById("chips")?.remove();
  const item = make("li", { class: "from-person" },
    make("div", { class: "bubble" }, speaker("您"), text),
    files.length ? make("p", { class: "who" }, `附：${files.join("、")}`) : null);
  messages.append(item);
  scrollToEnd();
  return item;
}

export function addMessage(message, press) {
  if (message.direction === "in") {
    retireButtons();
    const shown = payloads.get(message.text) ?? message.text;
    return addOwn(shown || "（附件）", (message.attachments ?? []).map(() => "已收到的附件"));
  }
  const notice = message.kind === "notice";
  const who = message.kind === "clerk" ? "坐席" : "诚诉";
  const item = make("li", { class: notice ? "from-notice" : "from-clerk", "data-kind": message.kind ?? "text" },
    message.kind === "clerk" ? make("span", { class: "who", "aria-hidden": "true" }, "坐席") : null,
    make("div", { class: "bubble" }, speaker(who), ...worded(message)));
  const buttons = message.buttons ?? [];
  buttons.forEach((b) => payloads.set(b.payload, b.label));
  if (buttons.length) {
    item.append(make("div", { class: "buttons" }, ...buttons.map((b) =>
      make("button", { type: "button", class: b.payload === "/submit" ? "primary" : null, onclick: () => press(b) }, b.label))));
  }
  messages.append(item);
  scrollToEnd();
  return item;
}

/** A question first, then in a lighter voice why it is asked and how to skip it. */
function worded(message) {
  const asked = message.kind === "clerk" ? null : /^[^\n]{2,40}？\n/.exec(message.text);
  if (!asked) return [message.text];
  return [asked[0], make("span", { class: "aside" }, message.text.slice(asked[0].length))];
}

export function addReceipt(ticket, progress) {
  const item = make("li", { class: "from-notice" }, receipt(ticket, progress));
  messages.append(item);
  return item;
}

/** A question that has been answered keeps its words and loses its buttons. */
export function retireButtons() {
  messages.querySelectorAll(".buttons").forEach((group) => group.remove());
}

export function setTyping(on) {
  typing.hidden = !on;
  if (on) scrollToEnd();
}

export function tell(sentence) {
  trouble.hidden = !sentence;
  trouble.textContent = sentence;
  if (sentence) scrollToEnd();
}

/** To the newest words. */
export function scrollToEnd() {
  area.scrollTop = area.scrollHeight;
}

/** To the end, but never past the top of `item`: a long answer, a receipt, is read from its beginning.
 *  Reckoned before anything moves: scrolling is smooth, and a place asked for on the way is not where it ends. */
export function scrollToShow(item) {
  const top = area.scrollTop + item.getBoundingClientRect().top - area.getBoundingClientRect().top - 12;
  area.scrollTop = Math.min(top, area.scrollHeight - area.clientHeight);
}
