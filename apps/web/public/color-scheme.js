// Runs before the first paint so that a dark page does not flash white. A file of its own: the page's policy allows no inline script.
(function () {
  var scheme = 'auto';
  try {
    scheme = window.localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // Storage can be switched off; the system's scheme is used then.
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
