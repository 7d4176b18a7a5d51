export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** As `public/theme.js` reads it before the first paint. */
const key = 'polylog.theme';

export const preferredTheme = (): Theme =>
  themes.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system';

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage may be blocked: the choice holds until the page is left.
  }
}
