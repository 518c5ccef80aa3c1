import { describe, expect, test } from 'vitest';
import { canonicalLink, findTracking, hostOf } from '../../src/issue/link.ts';

describe('a canonical link', () => {
  test.each([
    ['https://www.example.com/post/', 'http://example.com/post', 'example.com/post'],
    ['https://example.com:443/post', 'http://example.com:80/post', 'example.com/post'],
    ['https://m.example.com/post', 'https://amp.example.com/post', 'example.com/post'],
    [
      'https://example.com/post?utm_source=a&id=1',
      'https://example.com/post?id=1&fbclid=x#top',
      'example.com/post?id=1',
    ],
    ['https://example.com/?b=2&a=1', 'https://example.com/?a=1&b=2', 'example.com?a=1&b=2'],
    ['https://example.com/index.html', 'https://example.com', 'example.com'],
    ['https://arxiv.org/pdf/1706.03762v5.pdf', 'http://www.arxiv.org/abs/1706.03762v1', 'arxiv.org/abs/1706.03762'],
    ['https://arxiv.org/html/2603.08139v2', 'https://arxiv.org/abs/2603.08139', 'arxiv.org/abs/2603.08139'],
    ['https://arxiv.org/abs/hep-th/9901001v2', 'https://arxiv.org/pdf/hep-th/9901001', 'arxiv.org/abs/hep-th/9901001'],
    ['https://dx.doi.org/10.1000/ABC', 'https://doi.org/10.1000/abc', 'doi.org/10.1000/abc'],
    ['https://github.com/Owner/Name.git', 'https://github.com/owner/name/tree/main', 'github.com/owner/name'],
    [
      'https://github.com/owner/name#readme',
      'https://github.com/owner/name/blob/master/README.md',
      'github.com/owner/name',
    ],
    [
      'https://github.com/owner/name/issues/1',
      'https://www.github.com/Owner/Name/issues/1',
      'github.com/owner/name/issues/1',
    ],
  ])('of %s and of %s is one', (one, other, canonical) => {
    expect([canonicalLink(one), canonicalLink(other)]).toEqual([canonical, canonical]);
  });

  test.each([
    ['https://example.com/a', 'https://example.com/b'],
    ['https://example.com/?id=1', 'https://example.com/?id=2'],
    ['https://example.com:8080/', 'https://example.com/'],
    ['https://example.com/#/post/1', 'https://example.com/#/post/2'],
    ['https://github.com/owner/name/issues/1', 'https://github.com/owner/name/issues/2'],
    ['https://example.com/A', 'https://example.com/a'],
  ])('tells %s from %s', (one, other) => {
    expect(canonicalLink(one)).not.toBe(canonicalLink(other));
  });
});

test('tracking parameters are named once each, and others are left alone', () => {
  expect(findTracking('https://example.com/?utm_source=a&utm_source=b&id=1&fbclid=c')).toEqual([
    'utm_source',
    'fbclid',
  ]);
});

test('a host is shown without its www', () => {
  expect(hostOf('https://www.example.com/post')).toBe('example.com');
});
