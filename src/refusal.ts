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
  // Of a file that is too large for it, Node says no call.
  return error instanceof Error && 'code' in error && ('syscall' in error || error.code === 'ERR_FS_FILE_TOO_LARGE');
}
