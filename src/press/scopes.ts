import { transform, type Selector } from 'lightningcss';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { carriers, insideFolder } from './style.ts';

/**
 * Has the bundler write down which scopes the pages need that carry their style: those of all components that they may be
 * made of. Astro gives each component a scope, an attribute that its elements have and its rules ask for.
 */
export function noteScopes(): Plugin {
  return {
    name: 'dateline-scopes',
    generateBundle() {
      const files = new Set([...this.getModuleIds()].filter(isCarrier));
      if (files.size === 0) return;
      // What is added comes later in the same loop.
      for (const file of files) {
        for (const other of this.getModuleInfo(file)?.importedIds ?? []) if (other.endsWith('.astro')) files.add(other);
      }
      const scopes = [...files].flatMap((file) => this.getModuleInfo(file)?.code?.match(scope) ?? []);
      this.emitFile({ type: 'asset', fileName: scopesFile, source: JSON.stringify([...new Set(scopes)].sort()) });
    },
  };
}

/** Puts beside each style of a compiled program what those pages need of it. */
export function pickStyles(outDir: string): void {
  const scopes = new Set<string>(JSON.parse(readFileSync(path.join(outDir, 'server', scopesFile), 'utf8')));
  const from = path.join(outDir, 'client', '_astro');
  const to = path.join(outDir, insideFolder);
  mkdirSync(to);
  for (const name of readdirSync(from).filter((name) => name.endsWith('.css'))) {
    writeFileSync(path.join(to, name), pickRules(readFileSync(path.join(from, name)), scopes));
  }
}

/** A style without the rules that ask for other scopes than some. What asks for none is for all pages. */
export function pickRules(css: Uint8Array, scopes: ReadonlySet<string>): Uint8Array {
  const isNeeded = (parts: Selector) =>
    parts.every((part) => part.type !== 'attribute' || !isScope(part.name) || scopes.has(part.name));
  const { code } = transform({
    filename: 'style.css',
    code: css,
    minify: true,
    visitor: {
      Rule: {
        style({ value: { selectors } }) {
          return selectors.some(isNeeded) ? undefined : [];
        },
      },
    },
  });
  // Conditions that are empty now go at a second look.
  return transform({ filename: 'style.css', code, minify: true }).code;
}

function isCarrier(file: string): boolean {
  return carriers.some((template) => file.endsWith(`/src/templates/${template}.astro`));
}

const scopesFile = 'scopes.json';
const scope = /\bdata-astro-cid-[a-z0-9]+/g;

function isScope(attribute: string): boolean {
  return attribute.startsWith('data-astro-cid-');
}
