import type { Definition, Nodes, Parents, Root } from 'mdast';
import type { VFile } from 'vfile';
import { walk } from './markdown.ts';
import { quote, report } from './message.ts';

/**
 * The tree with each reference ('[text][label]') made a link or image of its own, and without the definitions: a summary is
 * then whole by itself. A definition that stands twice, or that nothing refers to, becomes a message.
 */
export function resolveReferences(tree: Root, file: VFile): Root {
  const definitions = new Map<string, Definition>();
  walk(tree, (node) => {
    if (node.type === 'footnoteDefinition' && !tree.children.includes(node)) {
      report(
        file,
        'text-reference',
        node.position,
        'note inside another block',
        'it at the beginning of a line of its own',
      );
    }
    if (node.type !== 'definition') return;
    if (definitions.has(node.identifier)) {
      report(file, 'text-reference', node.position, `second definition of ${label(node)}`, 'it once');
    } else definitions.set(node.identifier, node);
  });
  if (definitions.size === 0) return tree;

  const used = new Set<Definition>();
  const resolved = resolve(tree);
  for (const definition of definitions.values()) {
    if (used.has(definition)) continue;
    report(
      file,
      'text-reference',
      definition.position,
      `definition of ${label(definition)} that nothing refers to`,
      `${label(definition)} in a text`,
    );
  }
  return resolved;

  function resolve<T extends Nodes>(node: T): T {
    if (!isParent(node)) return node;
    const children = node.children.filter((child) => child.type !== 'definition').map(replace);
    // Only references change their kind, and a link or image may stand wherever one of them may.
    return { ...node, children } as T;
  }

  function replace(node: Nodes): Nodes {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return resolve(node);
    const definition = definitions.get(node.identifier);
    if (!definition) return resolve(node);
    used.add(definition);
    const { position } = node;
    const target = {
      url: definition.url,
      title: definition.title ?? null,
      ...(position && { position }),
    };
    return node.type === 'imageReference'
      ? { type: 'image', alt: node.alt ?? '', ...target }
      : { type: 'link', children: resolve(node).children, ...target };
  }
}

function isParent(node: Nodes): node is Parents {
  return 'children' in node;
}

function label(definition: Definition): string {
  return quote(`[${definition.label ?? definition.identifier}]`);
}
