const KEY = 'cem-theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

const chosen = () => localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light');
const apply = () => { document.documentElement.dataset.theme = chosen(); };

export function followTheme(button) {
  apply();
  dark.addEventListener('change', apply);
  button?.addEventListener('click', () => {
    localStorage.setItem(KEY, chosen() === 'dark' ? 'light' : 'dark');
    apply();
  });
}
