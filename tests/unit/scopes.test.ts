import { expect, test } from 'vitest';
import { pickRules } from '../../src/press/scopes.ts';

function pick(css: string, ...scopes: string[]): string {
  const names = new Set(scopes.map((scope) => `data-astro-cid-${scope}`));
  return Buffer.from(pickRules(Buffer.from(css), names)).toString();
}

test('a style keeps what is for all pages, and what is for some components only where these are', () => {
  const css = 'a{color:red}.b[data-astro-cid-b]{color:#00f}.c[data-astro-cid-c] i[data-astro-cid-c]{color:green}';
  expect(pick(css)).toBe('a{color:red}');
  expect(pick(css, 'b')).toBe('a{color:red}.b[data-astro-cid-b]{color:#00f}');
  expect(pick(css, 'b', 'c')).toBe(css);
});

test('a rule for several components is there where one of them is', () => {
  const css = 'a[data-astro-cid-b],i[data-astro-cid-c]{color:red}';
  expect(pick(css, 'c')).toBe(css);
  expect(pick(css, 'd')).toBe('');
});

test('rules in conditions go like others, and an empty condition with them', () => {
  const css =
    '@media print{a{color:red}.b[data-astro-cid-b]{color:#00f}}@media (width>=54rem){.b[data-astro-cid-b]{top:0}}';
  expect(pick(css)).toBe('@media print{a{color:red}}');
  expect(pick(css, 'b')).toBe(css);
});

test('an attribute that is no component’s is nothing to be missed', () => {
  const css = '[data-scheme]{color:red}@keyframes a{to{top:0}}';
  expect(pick(css)).toBe(css);
});
