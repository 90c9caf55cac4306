/* 网页对话：说一句、记一句；刷新页面接着说；有了答复自己出现。 */

import { messagesAfter, progressOf, sendMessage, Trouble, uploadFile } from "./api.js";
import { showNoted } from "./card.js";
import { addMessage, addOwn, addReceipt, retireButtons, scrollToShow, setTyping, tell } from "./log.js";

const KEY = "chengsu.conversation";
const POLL_MS = 5000;

const form = document.getElementById("compose");
const field = document.getElementById("text");
const fileInput = document.getElementById("file");
const attach = document.getElementById("attach");
const attached = document.getElementById("attached");
const again = document.getElementById("again");
const limit = Number(document.getElementById("chat").dataset.limit);

let conversation = remembered();
let last = 0;
let busy = false;
let unsent = null; // 没存上的一句：再发时用同一个编号，后台只算一句
let evidence = [];
const waiting = []; // 上一句还没答完就发出的话：排着，一句一句来，一句不丢
const receipts = new Set();
const OPENINGS = { category: "不是这类事，是", contact: "我的电话是", demand: "我希望" }; // 点卡片一行，替人起个头

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // 浏览器不许存：这一页里照样能说
  }
}

function remember(id) {
  conversation = id;
  again.hidden = !id;
  try {
    if (id) localStorage.setItem(KEY, id);
    else localStorage.removeItem(KEY);
  } catch {
    /* 不许存时只在这一页里记得 */
  }
}

const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

async function say(text, shown = text) {
  if (busy || (!text.trim() && !evidence.length)) return;
  busy = true;
  tell("");
  retireButtons();
  const message = unsent?.text === text ? unsent : { text, client_message_id: newId() };
  const bubble = addOwn(shown || "（附件）", evidence.map((e) => e.file_name));
  setTyping(true);
  let shownFrom = bubble; // 答完以后从这里往下看：有回执先看回执
  try {
    const body = { text, client_message_id: message.client_message_id };
    if (conversation) body.conversation_id = conversation;
    if (evidence.length) body.attachments = evidence.map((e) => e.attachment_id);
    const answer = await sendMessage(body);
    unsent = null;
    evidence = [];
    showAttached();
    remember(answer.conversation_id);
    if (!(await catchUp(bubble))) answer.replies.forEach((reply) => addMessage({ direction: "out", ...reply }, press));
    shownFrom = (await showState(answer.state)) ?? bubble;
  } catch (fault) {
    bubble.remove();
    unsent = message;
    if (shown === text && !field.value) field.value = [text, ...waiting.splice(0)].join("\n");
    tell(fault instanceof Trouble ? fault.message : "这句没有存上，请再点一次发送。");
    if (fault.status === 404) remember(null);
  } finally {
    busy = false;
    setTyping(false);
    scrollToShow(shownFrom);
  }
  if (waiting.length && !unsent) say(waiting.shift());
}

/** Everything the store has after what is shown; the person's own bubble is already there. */
async function catchUp(own = null) {
  let found;
  try {
    found = await messagesAfter(conversation, last);
  } catch (fault) {
    if (fault.status === 404) remember(null);
    return false;
  }
  let mine = own;
  for (const message of found.messages) {
    if (message.seq <= last) continue;
    last = message.seq;
    if (message.direction === "in" && mine) mine = null;
    else addMessage(message, press);
  }
  if (found.state && !own) await showState(found.state);
  return true;
}

/** The card and the receipts; returns the receipt that is new, if there is one. */
async function showState(state) {
  showNoted(state ?? {}, correct);
  let fresh = null;
  for (const ticket of state?.tickets ?? []) {
    if (!ticket.receipt_code || receipts.has(ticket.receipt_code)) continue;
    receipts.add(ticket.receipt_code);
    const progress = await progressOf(ticket.receipt_code).catch(() => null);
    fresh = addReceipt(ticket, progress);
  }
  return fresh;
}

function press(button) {
  say(button.payload, button.label);
}

function correct(name, label) {
  field.value = OPENINGS[name] ?? `不对，${label}是`;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

async function upload(file) {
  tell("");
  if (file.size > limit) {
    tell(`这个文件有些大，请选不超过${Math.floor(limit / 1048576)}兆的照片或文件。`);
    return;
  }
  attach.disabled = true;
  try {
    const stored = await uploadFile(conversation, file);
    if (stored.conversation_id) remember(stored.conversation_id);
    evidence.push({ attachment_id: stored.attachment_id, file_name: stored.file_name ?? file.name });
  } catch (fault) {
    tell(fault.message);
  } finally {
    attach.disabled = false;
    fileInput.value = "";
    showAttached();
  }
}

function showAttached() {
  attached.hidden = evidence.length === 0;
  attached.textContent = evidence.length ? `已添加：${evidence.map((e) => e.file_name).join("、")}。点“发送”就一起发过来。` : "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "say") {
    say(button.value, button.value.startsWith("/") ? button.textContent.trim() : button.value);
    return;
  }
  const text = field.value;
  field.value = "";
  if (busy && text.trim()) waiting.push(text);
  else say(text);
  field.focus();
});

field.addEventListener("keydown", (event) => {
  // 输入法选字时的回车不是发送
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    form.requestSubmit(document.getElementById("send"));
  }
});

attach.hidden = false;
attach.addEventListener("click", () => fileInput.click());
fileInput.addEventListener("change", () => { if (fileInput.files[0]) upload(fileInput.files[0]); });

let asked = false;
again.hidden = !conversation;
again.addEventListener("click", () => {
  if (!asked) {
    asked = true;
    again.textContent = "再点一次清除";
    window.setTimeout(() => { asked = false; again.textContent = "清除记录"; }, 5000);
    return;
  }
  remember(null);
  window.location.reload();
});

window.setInterval(() => {
  if (conversation && !busy && document.visibilityState === "visible") catchUp();
}, POLL_MS);

if (conversation) {
  setTyping(true);
  await catchUp();
  setTyping(false);
  scrollToShow(document.getElementById("messages").lastElementChild);
}
