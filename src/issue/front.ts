import { isMap, isPair, isScalar, isSeq, parseDocument, visit, type Document, type YAMLMap } from 'yaml';
import { frontMatterSchema } from './schema.ts';

/**
 * Front matter in its canonical form: keys in order, values plain where they can be; comments stay beside their keys.
 *
 * @param yaml without the two lines `---`, and without an error
 */
export function writeFrontMatter(yaml: string): string {
  const document = read(yaml);
  visit(document, (_, node) => {
    if (isScalar(node)) {
      // Without these the value is written as the writer would choose, not as it was written before.
      delete node.type;
      delete node.source;
      if (typeof node.value === 'string') node.value = node.value.replace(/\s+/g, ' ').trim();
    }
    if (isMap(node) || isSeq(node)) node.flow = false;
    if (isMap(node)) sortKeys(node);
    if (isScalar(node) || isMap(node) || isSeq(node)) node.spaceBefore = false;
  });
  return document.toString({ lineWidth: 0 });
}

/** The comments of front matter, each an editor's note, in no order that matters. */
export function findYamlComments(yaml: string): string[] {
  const document = read(yaml);
  const comments: unknown[] = [document.commentBefore, document.comment];
  visit(document, (_, node) => {
    if (isPair(node) || typeof node !== 'object' || node === null) return;
    if ('commentBefore' in node) comments.push(node.commentBefore);
    if ('comment' in node) comments.push(node.comment);
  });
  return comments
    .flatMap((comment) => (typeof comment === 'string' ? comment.split('\n') : []))
    .map((comment) => comment.trim())
    .filter(Boolean)
    .sort();
}

function read(yaml: string): Document {
  return parseDocument(yaml, { schema: 'core', uniqueKeys: false, logLevel: 'silent' });
}

function sortKeys(map: YAMLMap): void {
  const order = [...Object.keys(frontMatterSchema.shape), 'text'];
  const rank = (key: unknown) => order.indexOf(isScalar(key) ? String(key.value) : '');
  map.items.sort((a, b) => rank(a.key) - rank(b.key));
}
