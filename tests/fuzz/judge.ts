import { isDeepStrictEqual } from 'node:util';
import { VFile } from 'vfile';
import { fixIssue } from '../../src/issue/fix.ts';
import { parseMarkdown, parseWhole } from '../../src/issue/markdown.ts';
import { parseIssue } from '../../src/issue/parse.ts';
import { formatFramedReport } from '../../src/issue/report.ts';
import { readSource } from '../../src/issue/source.ts';
import { hasOwnForm, readOutputs, writeOutputs } from './outputs.ts';
import { findUnsafe } from './safe.ts';
import { findLostWords } from './words.ts';

/** What is wrong with how a file was read. */
export interface Finding {
  kind: 'crash' | 'hang' | 'lost words' | 'unsafe output' | 'unstable' | 'bad message';
  detail: string;
}

const newsletter = { sections: [{ name: 'News' }, { name: 'Research' }, { name: 'Code' }] };

/** How long reading a file and writing all that readers get of it may keep a processor busy, in milliseconds. */
const longest = 1_000;

/** Reads a file as the site does, and judges all that comes of it. */
export function judge(value: Uint8Array): Finding | undefined {
  try {
    return judgeOutputs(value);
  } catch (error) {
    return { kind: 'crash', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function judgeOutputs(value: Uint8Array): Finding | undefined {
  const begin = process.threadCpuUsage();
  const { file, issue } = read(value);
  const written = issue && writeOutputs(issue);
  const { user, system } = process.threadCpuUsage(begin);
  const busy = (user + system) / 1000;
  if (busy > longest) return { kind: 'hang', detail: `${Math.round(busy)} ms` };

  const isRefused = file.messages.some(({ fatal }) => fatal);
  if ((issue === undefined) !== isRefused) {
    return { kind: 'bad message', detail: issue ? 'an issue in spite of an error' : 'neither an issue nor an error' };
  }
  const report = formatFramedReport([file]);
  const odd = file.messages.find(({ reason }) => /undefined|\[object|NaN|stack|[\p{Cc}]/u.test(mask(reason)));
  if (odd || /[\0-\x08\x0b-\x1f]/.test(report)) return { kind: 'bad message', detail: odd?.reason ?? report };

  const fix = fixIssue(new VFile({ path: file.path, value }), newsletter);
  if (!issue || !written) return undefined;
  const { text = '' } = readSource(new VFile({ value })) ?? {};
  if (!isDeepStrictEqual(parseMarkdown(text), parseWhole(text))) {
    return { kind: 'unstable', detail: 'its plain pieces are read in another way than the whole' };
  }
  const outputs = readOutputs(issue, written);
  const unsafe = outputs.flatMap(({ name, html = '' }) => findUnsafe(html).map((found) => `${name}: ${found}`));
  if (unsafe.length > 0) return { kind: 'unsafe output', detail: unsafe.join('\n') };
  const html = [
    issue.intro,
    ...issue.sections.flatMap(({ items }) => items.flatMap((item) => [item.title, item.summary])),
  ]
    .map((markup) => markup?.html ?? '')
    .find((each) => !hasOwnForm(each));
  if (html !== undefined) return { kind: 'unsafe output', detail: `a tag of another form: ${html}` };

  const lost = findLostWords(new TextDecoder().decode(value), outputs);
  if (lost.length > 0) return { kind: 'lost words', detail: lost.join('\n') };
  const again = read(written.markdown);
  // Escapes may make a text that is nearly too long too long.
  if (again.file.messages.some(({ ruleId }) => /^(?:file-size|text-marks)$/.test(ruleId ?? ''))) return undefined;
  if (!isDeepStrictEqual(again.issue, issue)) {
    return { kind: 'unstable', detail: `read again, it is another issue:\n${written.markdown}` };
  }
  if (!('text' in fix))
    return fix.left === 'error' ? { kind: 'unstable', detail: 'a good file is not fixed' } : undefined;
  const fixed = read(fix.text).issue;
  const isLost =
    !fixed || findLostWords(new TextDecoder().decode(value), readOutputs(fixed, writeOutputs(fixed))).length > 0;
  return isLost ? { kind: 'lost words', detail: `by being fixed:\n${fix.text}` } : undefined;
}

function read(value: Uint8Array | string) {
  const file = new VFile({ path: 'content/issues/2026-03-23.md', value });
  return { file, ...parseIssue(file, newsletter) };
}

/** A message without the values of the file in it. */
function mask(reason: string): string {
  return reason.replace(/`[^`]*`/g, '``');
}
