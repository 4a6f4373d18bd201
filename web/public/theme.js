// Runs before the first paint, so that nobody sees the other theme flash by. src/lib/theme.ts follows later changes.
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

  // The start page is fetched beside the program, not after it.
  var landing = document.currentScript.dataset.landing;
  if (landing && location.pathname === '/') {
    landing.split(' ').forEach(function (file) {
      var link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = file;
      document.head.append(link);
    });
  }
})();
