// Runs before the first paint, so that a dark screen never flashes white. A file and not an inline script: the policy allows none.
try {
  var theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme is used then.
}
