import { defineToolbarApp } from 'astro/toolbar';
import type { Note } from './notes.ts';

/** The panel of messages at the foot of a preview's pages: an issue's own, and on other pages those of all issues. */
export default defineToolbarApp({
  init(canvas, app, server) {
    hideOtherApps();
    const panel = document.createElement('astro-dev-toolbar-window');
    canvas.append(createStyle(), panel);
    const { pathname: path } = location;
    server.on<{ path: string; notes: Note[] }>('dateline-messages:notes', (answer) => {
      if (answer.path !== path) return;
      panel.replaceChildren(...showNotes(answer.notes));
      if (answer.notes.length === 0) app.toggleNotification({ state: false });
      else {
        const level = answer.notes.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
        app.toggleNotification({ state: true, level });
      }
    });
    server.send('dateline-messages:open', { path });
  },
});

/** Astro's own apps are for those who write pages, not for those who write issues. */
function hideOtherApps(): void {
  const style = document.createElement('style');
  style.textContent = '.item[data-app-id^="astro:"], .separator { display: none !important; }';
  document.querySelector('astro-dev-toolbar')?.shadowRoot?.append(style);
}

function showNotes(notes: readonly Note[]): HTMLElement[] {
  if (notes.length === 0) return [create('p', 'Nothing to mend here.')];
  const heading = create('h1', notes.length === 1 ? '1 message' : `${notes.length} messages`);
  const groups = [...Map.groupBy(notes, ({ file }) => file)].map(([file, own]) => {
    const section = create('section', '');
    const list = create('ul', '');
    list.append(...own.slice(0, mostShown).map(showNote));
    section.append(create('h2', file), list);
    return section;
  });
  return [heading, ...groups.slice(0, mostShown)];
}

/** A panel is no report: of an old archive with many warnings it shows the newest. */
const mostShown = 50;

function showNote({ line, column, severity, text, rule }: Note): HTMLElement {
  const item = create('li', '');
  item.className = severity;
  item.append(create('b', `${line}:${column} ${severity}`), ` ${text} `, create('i', rule));
  return item;
}

function create(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function createStyle(): HTMLElement {
  return create(
    'style',
    `
    astro-dev-toolbar-window { max-height: 60vh; overflow-y: auto; font: 14px/1.5 system-ui, sans-serif; color: #e8e6ec; }
    h1 { margin: 0 0 .5rem; font-size: 1rem; color: #fff; }
    h2 { margin: .75rem 0 .25rem; font: 600 12px/1.5 ui-monospace, monospace; color: #b8b4c2; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { margin: .35rem 0; padding-left: .6rem; border-left: 3px solid #d5b776; }
    li.error { border-color: #e3798f; }
    b { font: 600 12px/1.5 ui-monospace, monospace; }
    i { font-size: 12px; color: #b8b4c2; }
    p { margin: 0; }`,
  );
}
