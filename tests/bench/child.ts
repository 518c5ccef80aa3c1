import { spawn } from 'node:child_process';
import { shell } from '../command/run.ts';
import type { Job } from './tool.ts';

/** A program that runs. */
export interface Child {
  /** The session that it and all that it starts belong to; its own number. */
  session: number;
  /** Becomes its exit code. */
  ended: Promise<number | null>;
  /** What it printed so far. */
  printed: () => string;
  /** Ends it with all that it started. */
  stop: () => Promise<void>;
}

const running = new Set<Child>();

/** Starts a program in a session of its own, so that all that it starts can be found. */
export function start({ program, words, folder, environment }: Job): Child {
  const child = spawn(program, words, {
    cwd: folder,
    env: shell(environment),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const started: Child = {
    session: child.pid ?? 0,
    ended: ended.finally(() => running.delete(started)),
    printed: () => printed,
    stop: async () => {
      kill(started.session);
      await ended;
    },
  };
  running.add(started);
  return started;
}

/** Ends all programs that run: a session of their own keeps Ctrl+C from them. */
export function stopAll(): void {
  for (const { session } of running) kill(session);
}

function kill(session: number): void {
  // A program that could not be started has no number, and 0 would be this one's own.
  if (session === 0) return;
  try {
    process.kill(-session, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
