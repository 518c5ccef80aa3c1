import { recall, remember } from './memory.ts';

/** The keys of every page. Focus moves with them, so that a screen reader announces where it goes. */
export function startKeys(): void {
  const help = document.getElementById('~help');
  const opener = document.getElementById('~keys');
  const toggle = document.getElementById('~keys-on');
  if (!(help instanceof HTMLDialogElement) || !opener || !(toggle instanceof HTMLInputElement)) return;

  toggle.checked = recall('keys') !== 'off';
  toggle.addEventListener('change', () => remember('keys', toggle.checked ? undefined : 'off'));
  opener.addEventListener('click', () => help.showModal());
  opener.hidden = false;

  const acts: Record<string, () => void> = {
    j: () => step(1),
    k: () => step(-1),
    o: () =>
      (findStories().find((story) => story.contains(document.activeElement)) ?? null)?.querySelector('a')?.click(),
    '/': search,
    '?': () => help.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    const act = acts[event.key];
    if (!act || !toggle.checked || help.open || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    event.preventDefault();
    act();
  });
}

function findStories(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.item')];
}

/** Goes to the story after or before the one that has the focus, or that is at the top of the window. */
function step(by: 1 | -1): void {
  const stories = findStories();
  const focused = stories.findIndex((story) => story.contains(document.activeElement));
  const below = stories.findIndex((story) => story.getBoundingClientRect().top > 0);
  const next = focused >= 0 ? focused + by : by > 0 ? below : (below < 0 ? stories.length : below) - 1;
  const heading = stories[next]?.querySelector<HTMLElement>('h3 > *');
  if (!heading) return;
  if (!heading.matches('a')) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  stories[next]?.scrollIntoView({ block: 'start' });
}

function search(): void {
  const field = document.querySelector<HTMLElement>('input[type=search]');
  if (field) field.focus();
  else location.href = `${document.body.dataset['base'] ?? '/'}search/`;
}

/** Whether keys belong to what has the focus: a field, a list to choose from, or text that can be edited. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
