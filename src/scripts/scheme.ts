import { remember } from './memory.ts';

/** The switch between light and dark. A choice that is the system's own is forgotten, so that the page follows it again. */
export function startScheme(): void {
  const button = document.getElementById('~scheme');
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset['scheme'] ? root.dataset['scheme'] === 'dark' : system.matches);
  const show = () => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    const dark = !isDark();
    const choice = dark === system.matches ? undefined : dark ? 'dark' : 'light';
    if (choice) root.dataset['scheme'] = choice;
    else delete root.dataset['scheme'];
    remember('scheme', choice);
    show();
  });
  system.addEventListener('change', show);
  show();
  button.hidden = false;
}
