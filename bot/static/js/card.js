/* “已记下”卡片：从对话状态里自己填满，点哪一行就改哪一行。 */

import { make } from "./dom.js";
import { CATEGORY_NAMES, FIELD_NAMES, fieldValue } from "./words.js";

const card = document.getElementById("noted");
const details = document.getElementById("noted-details");
const list = document.getElementById("noted-list");
const count = document.getElementById("noted-count");
const wide = window.matchMedia("(min-width: 60rem)");

wide.addEventListener("change", () => { details.open = wide.matches; });

/** Show what the state says has been noted; `correct(name)` starts a correction. */
export function showNoted(state, correct) {
  const rows = [];
  const categories = (state.categories ?? []).map((c) => CATEGORY_NAMES[c.id ?? c] ?? "").filter(Boolean);
  if (categories.length) rows.push(["category", FIELD_NAMES.category, categories.join("、")]);
  for (const [name, value] of Object.entries(state.filled ?? {})) {
    if (value === null || value === "" || !(name in FIELD_NAMES)) continue;
    rows.push([name, FIELD_NAMES[name], fieldValue(name, value)]);
  }
  if (state.anonymous === true) rows.push(["contact", "署名", "匿名"]);
  const filed = (state.tickets ?? []).length > 0 && state.intent === "submit" && !state.pending; // 已提交，卡片收起
  card.hidden = rows.length === 0 || filed;
  count.textContent = String(rows.length);
  if (wide.matches) details.open = true;
  list.replaceChildren(...rows.map(([name, label, value]) => make("li", {},
    make("button", { type: "button", "aria-label": `${label}：${value}，点一下修改`, onclick: () => correct(name, label) },
      make("span", {}, make("b", {}, label), value), make("span", { "aria-hidden": "true" }, "改")))));
}
