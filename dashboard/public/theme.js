// Runs before anything is painted, so that a page in the other theme never flashes up.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('polylog.theme');
  } catch {
    // Storage may be blocked: then the page follows the system.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
