/* 大字开关：不刷新页面就换字号，并记住选择；没有脚本时它是一个普通链接。 */

const control = document.getElementById("type-switch");

control?.addEventListener("click", (event) => {
  event.preventDefault();
  const large = document.documentElement.dataset.type !== "large";
  if (large) document.documentElement.dataset.type = "large";
  else delete document.documentElement.dataset.type;
  control.setAttribute("aria-pressed", String(large));
  control.href = large ? "/type/normal" : "/type/large";
  document.cookie = `chengsu_type=${large ? "large" : "normal"}; path=/; max-age=31536000; samesite=lax`;
});

control?.addEventListener("keydown", (event) => {
  if (event.key === " ") {
    event.preventDefault();
    control.click();
  }
});
