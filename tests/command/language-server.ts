import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { shell } from './run.ts';

/** A place in a file as language servers count: from 0. */
export interface Position {
  line: number;
  character: number;
}

/** The parts of an answer that the tests look at. */
interface Answer {
  items?: { label: string; documentation?: string; message: string; range: { start: Position } }[];
  contents?: { value: string };
}

interface Message {
  id?: number;
  method?: string;
  params?: { items?: unknown[] };
  result?: Answer | null;
  error?: { message: string };
}

/** An editor's program with one folder open, as far as a language server can tell. */
export interface Program {
  /** Opens a file of the folder, as it is on the disk. */
  open: (name: string) => void;
  /** What the server answers on a file it has been told of. */
  ask: (method: string, name: string, position?: Position) => Promise<Answer>;
  /** Tells that files of the folder are new or have changed. */
  tellChanged: (...names: string[]) => void;
  close: () => void;
}

/**
 * Starts the language server of a project and greets it.
 *
 * @param command the server's program and its words, from the project's folder
 * @param options the server's own
 */
export async function startProgram(folder: string, command: string[], options: unknown): Promise<Program> {
  const [program = '', ...words] = command;
  const server = spawn(process.execPath, [path.join(folder, program), ...words], { cwd: folder, env: shell() });
  const waiting = new Map<number, (message: Message) => void>();
  const ended = new Promise<never>((_, reject) => {
    server.on('exit', (code) => reject(new Error(`the language server ended with ${code}`)));
  });
  ended.catch(() => {});
  let count = 0;

  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const request = async (method: string, params: unknown): Promise<Answer> => {
    const id = ++count;
    const answered = new Promise<Message>((resolve) => waiting.set(id, resolve));
    send({ id, method, params });
    const { result, error } = await Promise.race([answered, ended]);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  readMessages(server.stdout, (message) => {
    if (message.id !== undefined && message.method === undefined) waiting.get(message.id)?.(message);
    // The server asks for settings, one answer each, and for leave to watch files: none are set, and it may.
    else if (message.id !== undefined) send({ id: message.id, result: message.params?.items?.map(() => null) ?? null });
  });

  const uri = pathToFileURL(folder).href;
  const address = (name: string) => pathToFileURL(path.join(folder, name)).href;
  await request('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'newsletter' }],
    capabilities: {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true } }, diagnostic: {} },
    },
    initializationOptions: options,
  });
  send({ method: 'initialized', params: {} });

  return {
    open: (name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const languageId = name.endsWith('.md') ? 'markdown' : 'yaml';
      const textDocument = { uri: address(name), languageId, version: 1, text };
      send({ method: 'textDocument/didOpen', params: { textDocument } });
    },
    ask: (method, name, position) =>
      request(`textDocument/${method}`, { textDocument: { uri: address(name) }, ...(position && { position }) }),
    tellChanged: (...names) => {
      const changes = names.map((name) => ({ uri: address(name), type: 2 }));
      send({ method: 'workspace/didChangeWatchedFiles', params: { changes } });
    },
    close: () => server.kill(),
  };
}

/** Reads messages of the Language Server Protocol: a head with the length, an empty line, and that many bytes. */
function readMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let bytes = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(bytes.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end === -1 || bytes.length < end + 4 + length) return;
      take(JSON.parse(bytes.subarray(end + 4, end + 4 + length).toString()));
      bytes = bytes.subarray(end + 4 + length);
    }
  });
}
