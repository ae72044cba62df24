// Before the first paint, so that no page flashes in the wrong theme. It is a file because the policy allows no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("hivemind.theme");
  } catch (_) {}
  var light = chosen === "light" || (chosen === "system" && matchMedia("(prefers-color-scheme: light)").matches);
  document.documentElement.dataset.theme = light ? "light" : "dark";
})();
