import { readdirSync, readFileSync } from 'node:fs';

/** How often the memory of a session is looked at, in milliseconds. */
export const sampleTime = 25;

/**
 * Looks at the memory of a session's processes from time to time.
 *
 * @returns ends it, and gives the most bytes that all of them held at one time; nothing where the system has no `/proc`.
 * A page that two of them share counts for each.
 */
export function watchMemory(session: number): () => number | undefined {
  // Whether a process is of the session is asked once: a machine has many others.
  const belongs = new Map<string, boolean>();
  let peak = 0;
  const look = () => {
    let sum = 0;
    for (const id of listProcesses()) {
      const ours = belongs.get(id) ?? sessionOf(id) === session;
      belongs.set(id, ours);
      if (ours) sum += residentBytes(id);
    }
    peak = Math.max(peak, sum);
  };
  look();
  const timer = setInterval(look, sampleTime);
  return () => {
    clearInterval(timer);
    return peak || undefined;
  };
}

/**
 * The seconds that the processors have worked for programs that this one started and that ended, and for those that they
 * started; nothing where the system has no `/proc`.
 */
export function readChildrenSeconds(): number | undefined {
  const fields = fieldsOf('self');
  return fields && (Number(fields[13]) + Number(fields[14])) / ticksInSecond;
}

/** What Linux calls `USER_HZ`: the same on every machine that Node runs on. */
const ticksInSecond = 100;

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d/.test(name));
  } catch {
    return [];
  }
}

function sessionOf(id: string): number {
  return Number(fieldsOf(id)?.[3]);
}

/** What `/proc/…/stat` says after the program's name, which may hold spaces: its first is what proc(5) calls the third. */
function fieldsOf(id: string): string[] | undefined {
  const text = tryRead(`/proc/${id}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function residentBytes(id: string): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(tryRead(`/proc/${id}/status`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A process may end at any moment. */
function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
