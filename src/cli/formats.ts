import { pathToFileURL } from 'node:url';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { countMessages, inOrder } from '../issue/report.ts';
import { rules } from '../issue/rules.ts';

/** A message as a program reads it. Part of the format `json`, which only ever gets more keys. */
interface Row {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: 'error' | 'warning';
  rule: string;
  message: string;
}

/** Messages as JSON: the counts, and each message with its place; lines and columns count from 1. */
export function formatJson(files: readonly VFile[]): string {
  return JSON.stringify({ version: 1, files: files.length, ...countMessages(files), messages: toRows(files) }, null, 2);
}

/** Messages as commands of a GitHub workflow, which annotate the lines of a pull request. */
export function formatGitHub(files: readonly VFile[]): string {
  return toRows(files)
    .map(({ file, line, column, endLine, endColumn, severity, rule, message }) => {
      // GitHub takes columns only where both are on one line.
      const columns = line === endLine ? { col: column, endColumn } : {};
      const properties = Object.entries({ file, line, endLine, ...columns, title: rule });
      const written = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
      return `::${severity} ${written.join(',')}::${escapeData(message)}`;
    })
    .join('\n');
}

/**
 * Messages as SARIF 2.1.0, for code scanning and editors.
 *
 * @param root the folder that the files' paths are relative to
 */
export function formatSarif(files: readonly VFile[], root: string): string {
  const names = Object.keys(rules);
  const descriptions = Object.entries(rules).map(([id, { asks, severity, breach, mended }]) => ({
    id,
    shortDescription: { text: asks },
    help: { text: `Not: ${breach}\n\nBut: ${mended}` },
    defaultConfiguration: { level: severity },
  }));
  const results = toRows(files).map(({ file, line, column, endLine, endColumn, severity, rule, message }) => ({
    ruleId: rule,
    ruleIndex: names.indexOf(rule),
    level: severity,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: file.startsWith('/')
            ? { uri: pathToFileURL(file).href }
            : { uri: encodeURI(file), uriBaseId: 'ROOT' },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  }));
  const sarif = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Dateline', rules: descriptions } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href}/` } },
        results,
      },
    ],
  };
  return JSON.stringify(sarif, null, 2);
}

function toRows(files: readonly VFile[]): Row[] {
  return files.flatMap((file) => inOrder(file.messages).map((message) => toRow(file, message)));
}

function toRow(file: VFile, { place, fatal, ruleId, reason }: VFileMessage): Row {
  const point = { line: 1, column: 1 };
  const { start, end } = place && 'start' in place ? place : { start: point, end: point };
  return {
    file: file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    severity: fatal ? 'error' : 'warning',
    rule: ruleId ?? '',
    message: reason,
  };
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
