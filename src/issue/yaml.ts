import type { VFile } from 'vfile';
import { isAlias, isScalar, isSeq, parseDocument, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import { addMessage, closest, choice, quote, report } from './message.ts';
import type { Lines, Path, Place, Places } from './place.ts';
import type { RuleName } from './rules.ts';
import { findSlip } from './slip.ts';
import { controls } from './source.ts';

/** How to read a piece of YAML in a file. */
export interface YamlSource {
  /** The YAML alone. */
  text: string;
  /** Where it begins in the file's text. */
  offset: number;
  /** The lines of the file. */
  lines: Lines;
  /** The rules under which broken YAML and odd keys are reported. */
  rules: { yaml: RuleName; key: RuleName };
  /** The keys that may stand at each way in; a list's members are under `*`. */
  keys: (path: Path) => readonly string[] | undefined;
}

/**
 * The value of plain YAML: texts, numbers, booleans, lists and keys; dates stay texts.
 * Broken YAML, tags, anchors, aliases, and unknown or repeated keys become messages on the file.
 *
 * @param places gets the place of each value
 * @returns nothing where the YAML cannot be read
 */
export function readYaml(source: YamlSource, file: VFile, places: Places): unknown {
  return readPlain(source, places) ?? readWhole(source, file, places);
}

/**
 * A value that YAML reads as it stands, beyond doubt: a date, or a sentence without any of the marks that mean something.
 */
export const plainValue = String.raw`(?:\d{4}-\d\d-\d\d|[A-Za-z][\w'’,-]* [^:#\p{C}]*[^\s:#\p{C}])`;

const plainLine = new RegExp(`^([a-z]+): (${plainValue})$`, 'u');

/** Known keys with plain values, a line each, which is what nearly all front matter is: in a small part of the time. */
function readPlain({ text, offset, lines, keys }: YamlSource, places: Places): Record<string, string> | undefined {
  const known = keys([]);
  const value: Record<string, string> = Object.create(null);
  const found: [string, Place][] = [];
  let end = offset - 1;
  for (const line of text.split('\n')) {
    end += 1 + line.length;
    const [, key = '', plain = ''] = plainLine.exec(line) ?? [];
    if (!known?.includes(key) || key in value) return undefined;
    value[key] = plain;
    found.push([key, lines.place(end - plain.length, end)]);
  }
  for (const [key, place] of found) places.set([key], place);
  return value;
}

/** The same, without the short way that most front matter allows: it says what that has to give. */
export function readWhole(source: YamlSource, file: VFile, places: Places): unknown {
  const { text, offset, lines, rules } = source;
  const document = parseDocument<ParsedNode>(text, {
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const placeOf = (start: number, end: number) =>
    lines.place(offset + start, offset + start + text.slice(start, end).trimEnd().length);

  // Each further error of one line is a consequence of its first.
  const seen = new Set<number>();
  for (const error of document.errors) {
    const { start, end, reason, isLast } = findSlip(error, text);
    const place = placeOf(start, end);
    if (!seen.has(place.start.line)) addMessage(file, rules.yaml, place, reason);
    seen.add(place.start.line);
    if (isLast) break;
  }
  if (document.errors.length > 0) return undefined;
  return read(document.contents, []);

  function read(node: ParsedNode | null, path: Path): unknown {
    if (node === null) return null;
    const [start, end] = node.range;
    // An empty value has no place of its own: its key's stands for it, as the file's does for all values together.
    if (end > start && path.length > 0) places.set(path, placeOf(start, end));
    if (isAlias(node)) {
      report(file, rules.yaml, placeOf(start, end), `alias ${quote(node.source)}`, `the value itself`);
      return undefined;
    }
    refuseExtras(node);
    if (isScalar(node)) {
      // A tag may have made an object of a text; the tag is the message.
      if (typeof node.value === 'object' && node.value) return node.source;
      if (typeof node.value === 'string') refuseControls(node.value, placeOf(start, end));
      return node.value;
    }
    if (isSeq(node)) return node.items.map((item, index) => read(item, [...path, index]));
    return readMap(node, path);
  }

  function readMap(map: YAMLMap.Parsed, path: Path): Record<string, unknown> {
    // Without a prototype, a key such as `__proto__` is a key like any other.
    const value: Record<string, unknown> = Object.create(null);
    const known = source.keys(path);
    for (const { key, value: child } of map.items as Pair<ParsedNode, ParsedNode | null>[]) {
      const name = isScalar(key) ? String(key.value) : undefined;
      const place = placeOf(key.range[0], key.range[1]);
      refuseExtras(key);
      if (name === undefined) {
        report(file, rules.key, place, 'list or keys as a key', 'plain text');
      } else if (known && !known.includes(name)) {
        report(file, rules.key, place, `key ${quote(name)}`, closest(name, known) ?? choice(known));
      } else if (name in value) {
        report(file, rules.key, place, `second key ${quote(name)}`, `it once`);
      } else {
        places.set([...path, name], place);
        value[name] = read(child, [...path, name]);
      }
    }
    return value;
  }

  /** Reports what no text may hold, though quotes let it be written: `"\u0000"`. */
  function refuseControls(value: string, place: Place): void {
    const [found] = controls.exec(value) ?? [];
    if (found !== undefined) report(file, rules.yaml, place, `control character ${quote(found)}`, 'none');
  }

  /** Reports what stands before a value or a key, and makes it more than it says. */
  function refuseExtras(node: ParsedNode): void {
    const [start, end] = node.range;
    if (!isAlias(node) && node.anchor !== undefined) {
      report(file, rules.yaml, placeOf(start, end), `anchor ${quote(`&${node.anchor}`)}`, `the value alone`);
    }
    if (node.tag === undefined) return;
    const [, tag = node.tag, rest = ''] = /(!\S*)((?:\s+&\S+)?\s*)$/.exec(text.slice(0, start)) ?? [];
    const at = start - rest.length;
    report(file, rules.yaml, placeOf(at - tag.length, at), `tag ${quote(tag)}`, 'plain YAML without tags');
  }
}
