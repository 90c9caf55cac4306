/* 记下的要素怎样念给人听：与服务端 bot/web/words.py 同一说法。 */

const page = document.getElementById("chat");
export const FIELD_NAMES = JSON.parse(page?.dataset.fields ?? "{}");
export const CATEGORY_NAMES = JSON.parse(page?.dataset.categories ?? "{}");
const WEEKDAYS = "日一二三四五六";

const grouped = (number) => Number(number).toLocaleString("en-US", { maximumFractionDigits: 2 });

export function money(amount) {
  for (const [size, name] of [[1e8, "亿"], [1e4, "万"]]) {
    if (Math.abs(amount) >= size) {
      return `${Number((amount / size).toFixed(4))}${name}元（${grouped(amount)}元）`;
    }
  }
  return `${grouped(amount)}元`;
}

export function masked(text) {
  return String(text)
    .replace(/(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g, "$1****$2")
    .replace(/(?<![0-9A-Za-z])(\d{6})\d{8}(\d{3}[0-9Xx])(?![0-9A-Za-z])/g, "$1********$2");
}

/** One field as words; an object {normalized, approx} or the bare value. */
export function fieldValue(name, value) {
  if (value && typeof value === "object" && !Array.isArray(value)) {
    const about = value.approx ? "约" : "";
    return about + fieldValue(name, value.normalized ?? value.value ?? "");
  }
  if (Array.isArray(value)) return value.map((part) => fieldValue(name, part)).join(" 至 ");
  if (name === "amount" && typeof value === "number") return money(value);
  if (name === "duration" && typeof value === "number") return `${grouped(value)}个月`;
  if (name === "people" && typeof value === "number") return `${grouped(value)}人`;
  if (name === "date") {
    const parts = String(value).split("-");
    return parts.every((p) => /^\d+$/.test(p)) ? parts.map((p, i) => `${Number(p)}${"年月日"[i]}`).join("") : String(value);
  }
  return masked(value);
}

export function day(iso) {
  const at = new Date(iso.length === 10 ? `${iso}T00:00:00+08:00` : iso);
  const local = new Date(at.getTime() + 8 * 3600e3);
  return `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日（星期${WEEKDAYS[local.getUTCDay()]}）`;
}
