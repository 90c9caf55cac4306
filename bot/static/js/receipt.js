/* 受理回执：查询码放大，能复制、能存成图片，接着是往后的时间线。 */

import { make } from "./dom.js";
import { day } from "./words.js";

const grouped = (code) => String(code).replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ");

/** The receipt as an element; `steps` come from POST /api/progress when it could be read. */
export function receipt(ticket, progress) {
  const said = make("span", { class: "small", role: "status" });
  const box = make("article", { class: "panel", "aria-label": "受理回执" },
    make("h2", {}, "已经提交"),
    make("p", { class: "small" }, "您的查询码"),
    make("p", { class: "receipt-code" }, grouped(ticket.receipt_code)),
    make("div", { class: "row" },
      make("button", { type: "button", onclick: () => copy(ticket.receipt_code, said) }, "复制查询码"),
      make("button", { type: "button", onclick: () => saveImage(ticket, progress, said) }, "存成图片"),
      said),
    make("p", {}, "凭这个码随时可以查进度、补充材料、评价。请不要发给别人。"));
  if (ticket.lead_name ?? ticket.lead) {
    box.append(make("p", {}, "承办单位：", make("b", {}, progress?.lead_name ?? ticket.lead_name ?? ticket.lead)));
  }
  if (progress?.steps?.length) box.append(timeline(progress.steps));
  return box;
}

export function timeline(steps) {
  let before = true;
  return make("ol", { class: "timeline" }, ...steps.map((step) => {
    const state = step.done ? "done" : before ? "now" : "";
    before = step.done;
    return make("li", { class: state },
      make("span", { class: "what" }, step.title,
        make("span", { class: "visually-hidden" }, step.done ? "，已完成" : "，还没到")),
      step.at ? make("span", { class: "when" }, (step.done ? "" : "最迟 ") + day(step.at)) : null,
      step.note ? make("span", {}, step.note) : null,
      step.clause && !step.note.includes("依据") ? make("span", { class: "clause" }, `依据 ${step.clause}`) : null);
  }));
}

async function copy(code, said) {
  try {
    await navigator.clipboard.writeText(grouped(code));
    said.textContent = "已复制。";
  } catch {
    said.textContent = "这个浏览器不让复制，请抄下来或存成图片。";
  }
}

function saveImage(ticket, progress, said) {
  const canvas = document.createElement("canvas");
  const [width, height] = [900, 560];
  canvas.width = width;
  canvas.height = height;
  const paint = canvas.getContext("2d");
  const font = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  paint.fillStyle = "#ffffff";
  paint.fillRect(0, 0, width, height);
  paint.fillStyle = "#0b5663";
  paint.fillRect(0, 0, width, 12);
  const line = (text, y, size, colour = "#1b2325", weight = "400") => {
    paint.fillStyle = colour;
    paint.font = `${weight} ${size}px ${font}`;
    paint.fillText(text, 56, y, width - 112);
  };
  line("诚诉 受理回执", 84, 34, "#0b5663", "700");
  line("查询码", 150, 26, "#4f5b5c");
  line(grouped(ticket.receipt_code), 214, 58, "#1b2325", "700");
  line(`事项：${progress?.category_name ?? ""}`, 290, 28);
  line(`承办单位：${progress?.lead_name ?? ticket.lead ?? ""}`, 338, 28);
  const next = (progress?.steps ?? []).find((step) => !step.done && step.at);
  if (next) line(`${next.title}：最迟 ${day(next.at)}`, 386, 28);
  line("凭查询码可以查进度、补充材料、评价。请不要发给别人。", 456, 24, "#4f5b5c");
  line(`${window.location.host}/progress`, 500, 24, "#4f5b5c");
  canvas.toBlob((blob) => {
    if (!blob) {
      said.textContent = "这个浏览器存不了图片，请抄下查询码。";
      return;
    }
    const link = make("a", { href: URL.createObjectURL(blob), download: `诚诉受理回执-${ticket.number ?? "查询码"}.png` });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    said.textContent = "图片已存到下载里。";
  }, "image/png");
}
