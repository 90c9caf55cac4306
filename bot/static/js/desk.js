/* 坐席的键盘与标色：/ 找，j k 走，e 改，Ctrl+Enter 登记，? 看表；原话与栏目互相指认。 */

const typing = (element) => element?.closest("input, textarea, select, [contenteditable]");
const queue = () => [...document.querySelectorAll("a[data-queue]")];
const keys = document.getElementById("keys");
const draft = document.getElementById("draft");
const words = document.getElementById("words");

function step(by) {
  const items = queue();
  if (!items.length) return;
  const here = items.indexOf(document.activeElement.closest?.("a[data-queue]"));
  const open = items.findIndex((a) => a.hasAttribute("aria-current"));
  const from = here >= 0 ? here : open;
  items[Math.min(items.length - 1, Math.max(0, from + by))].focus();
}

document.getElementById("show-keys")?.addEventListener("click", () => keys.showModal());

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const own = event.target.form ?? draft ?? document.getElementById("paste");
    if (!own) return;
    event.preventDefault();
    own.requestSubmit(own.querySelector("button[data-submit]") ?? own.querySelector("button:not([type=button])"));
    return;
  }
  // 栏里按 Enter 是写完这一栏，不是登记
  if (event.key === "Enter" && !event.isComposing && draft?.contains(event.target) && event.target.matches("input")) {
    event.preventDefault();
    event.target.blur();
    event.target.focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || (keys?.open && event.key !== "?")) return;
  const act = {
    "/": () => document.getElementById("search")?.focus(),
    j: () => step(1),
    k: () => step(-1),
    e: () => (draft ?? document.getElementById("paste"))?.querySelector("select, input:not([type=hidden], [type=checkbox]), textarea:not([hidden])")?.focus(),
    "?": () => (keys.open ? keys.close() : keys.showModal()),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

/* 没有在写字时贴的，就是转写稿 */
document.addEventListener("paste", (event) => {
  const box = document.querySelector("#paste textarea");
  if (!box || typing(event.target)) return;
  event.preventDefault();
  box.value = event.clipboardData.getData("text");
  box.focus();
});

/* 原话 ↔ 栏目 */

/* 几件事的草稿，各认各的那一段原话；来话人的栏目认全篇 */
const ofOneMatter = (row, mark) => {
  const matter = row.closest("[data-from]")?.dataset;
  return !matter || (Number(mark.dataset.start) >= Number(matter.from) && Number(mark.dataset.start) < Number(matter.to));
};
const fieldsOf = (mark) => [...document.querySelectorAll(`.pane-draft [data-field="${mark.dataset.field}"]`)].filter((row) => ofOneMatter(row, mark));
const marksOf = (row) => [...(words?.querySelectorAll(`mark[data-field="${row.dataset.field}"]`) ?? [])].filter((mark) => ofOneMatter(row, mark));
const light = (elements, on) => elements.forEach((element) => element.classList.toggle("lit", on));
let chosen = null; // 最后点过的一栏，选中的字填进它

for (const row of document.querySelectorAll(".pane-draft [data-field]")) {
  const show = (on) => light(marksOf(row), on);
  row.addEventListener("pointerenter", () => show(true));
  row.addEventListener("pointerleave", () => show(false));
  row.addEventListener("focusin", () => {
    show(true);
    chosen = row.querySelector("input");
    marksOf(row)[0]?.scrollIntoView({ block: "nearest" });
  });
  row.addEventListener("focusout", () => show(false));
}

words?.addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.("mark[data-field]");
  if (mark) light(fieldsOf(mark), true);
});
words?.addEventListener("pointerout", (event) => {
  const mark = event.target.closest?.("mark[data-field]");
  if (mark) light(fieldsOf(mark), false);
});

const plain = (node) => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".label").forEach((label) => label.remove());
  return copy.textContent;
};

words?.addEventListener("click", (event) => {
  const selection = window.getSelection();
  if (selection && !selection.isCollapsed && words.contains(selection.anchorNode)) {
    fill(plain(selection.getRangeAt(0).cloneContents()));
    selection.removeAllRanges();
    return;
  }
  const mark = event.target.closest?.("mark[data-field]");
  if (!mark) return;
  const inputs = fieldsOf(mark).map((row) => row.querySelector("input")).filter(Boolean);
  // 正在填一个空栏，点别处标色的字就是填它；已有内容的不覆盖
  if (chosen && !chosen.value && !inputs.includes(chosen) && document.activeElement === chosen) fill(plain(mark));
  else inputs[0]?.focus();
});

function fill(text) {
  const target = chosen;
  const value = text.trim();
  if (!target || !value) return;
  target.value = value;
  target.dispatchEvent(new Event("change", { bubbles: true }));
  target.focus();
}

/* 鼠标点原话时别让正在填的一栏失去焦点 */
words?.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("mark[data-field]") && chosen === document.activeElement) event.preventDefault();
});

/* 事项、单位、地点改了，去向随即重算 */

draft?.addEventListener("change", (event) => {
  // 选了事项，就是要登记这一件
  const include = event.target.name?.endsWith("-category") && event.target.closest("fieldset")?.querySelector("input[type=checkbox][name$='-include']");
  if (include && event.target.value) include.checked = true;
});

draft?.addEventListener("change", async (event) => {
  if (!event.target.hasAttribute("data-route")) return;
  const body = new FormData(draft);
  body.set("step", "check");
  let answer;
  try {
    answer = await fetch(draft.action, { method: "POST", body: new URLSearchParams(body), credentials: "same-origin" });
  } catch {
    return; // 断网时保持原样，按“按改过的再看去向”还能再算
  }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const box of draft.querySelectorAll("[id$='-route']")) {
    const fresh = page.getElementById(box.id);
    if (fresh) box.replaceChildren(...fresh.childNodes);
  }
});
