import { expect, test } from 'vitest';
import { hashInline, writePolicy } from '../../src/hosting/policy.ts';
import { putPolicyInside } from '../../src/press/policy.ts';

const head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Title</title></head>';

function policyOf(parts: readonly (string | Uint8Array)[]): string[] {
  const [, content = ''] =
    /<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(parts.join('')) ?? [];
  return content.split('; ');
}

test('a page names the hosts of its own pictures from elsewhere, each once, and no other', () => {
  const body = `<img src="https://b.example.com/1.png?x=1" alt=""><img src="/here.png" alt=""><img src="http://a.example.com:8080/2.png" alt=""><img src="https://b.example.com/3.png" alt=""><p>&#x3C;img src="https://text.example.com/">`;
  expect(policyOf(putPolicyInside({ head: [head], styles: [] }, body, false))).toContain(
    "img-src 'self' http://a.example.com:8080 https://b.example.com",
  );
  expect(policyOf(putPolicyInside({ head: [head], styles: [] }, '', false))).toContain("img-src 'self'");
});

test('an address of a picture puts nothing into the policy but its origin', () => {
  const body = `<img src="https://example.com/;script-src *" alt=""><img src="https://a;b/x.png" alt="">`;
  const policy = policyOf(putPolicyInside({ head: [head], styles: [] }, body, false));
  expect(policy.filter((directive) => directive.startsWith('script-src'))).toHaveLength(1);
  expect(policy.filter((directive) => /^b/.test(directive))).toEqual(["base-uri 'none'"]);
});

test('a page names the styles that stand in it', () => {
  const hash = hashInline('p { color: red }');
  expect(hash).toMatch(/^'sha256-[\w+/]{43}='$/);
  expect(policyOf(putPolicyInside({ head: [head], styles: [hash] }, '', false))).toContain(`style-src 'self' ${hash}`);
});

test('a page without its encoding is one that we do not know', () => {
  expect(() => putPolicyInside({ head: ['<p>'], styles: [] }, '', false)).toThrow(
    'Unexpected page without its encoding',
  );
});

test('what is not named is forbidden', () => {
  const policy = writePolicy({ isSearch: false, styles: [], images: [] });
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'sha256-[\w+/]{43}='; style-src 'self'; /);
  expect(policy).toContain("form-action 'none'; base-uri 'none'");
});
