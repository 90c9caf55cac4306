/* 对话接口：和别的程序用的是同一套，/docs 有说明。 */

export class Trouble extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

const OFFLINE = "网络好像断了。您写的还在，接通后再点一次发送。";

async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Trouble(OFFLINE, 0);
  }
  let body = {};
  try {
    body = await answer.json();
  } catch {
    body = {};
  }
  if (!answer.ok) {
    throw new Trouble(typeof body.detail === "string" ? body.detail : "这句没有存上，请再点一次发送。", answer.status);
  }
  return body;
}

const json = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const sendMessage = (message) => call("/api/chat/messages", json(message));

export const messagesAfter = (conversation, after) =>
  call(`/api/chat/messages?${new URLSearchParams({ conversation_id: conversation, after: String(after) })}`);

export const progressOf = (code) => call("/api/progress", json({ receipt_code: code }));

export function uploadFile(conversation, file) {
  const form = new FormData();
  if (conversation) form.append("conversation_id", conversation);
  form.append("file", file);
  return call("/api/chat/attachments", { method: "POST", body: form });
}
