// Runs before the first paint, so that nobody sees the other theme flash by. Kept in step by src/lib/theme.ts.
(function () {
  var dark = matchMedia('(prefers-color-scheme: dark)').matches;
  try {
    var chosen = localStorage.getItem('greenroom.theme');
    if (chosen === 'dark' || chosen === 'light') dark = chosen === 'dark';
  } catch {
    // Storage is blocked: the system's choice stands.
  }
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]').content = dark ? '#121613' : '#f7f6f1';
})();
