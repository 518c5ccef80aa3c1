/** The end of a command for a reason that its user can mend: the message is the whole report, and no stack is shown. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Whether a command ended with a refusal; by name, since a bundler may load the class twice. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal';
}

/** Whether the system refused something, such as a folder that must not be written, or room on its disk. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
