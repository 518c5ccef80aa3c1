import { quote } from '../issue/message.ts';
import type { Reply } from './ask.ts';

/** Something on a live site that is not as the local files have it. */
export interface Finding {
  address: string;
  /** An error keeps something from readers; a warning is for whoever set up the host. */
  severity: 'error' | 'warning';
  /** What was found, what was expected. */
  text: string;
}

/** Collects what is found at one address. */
export class Findings {
  readonly found: Finding[] = [];
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  error(found: string, expected: string): void {
    this.#add('error', found, expected);
  }

  warn(found: string, expected: string): void {
    this.#add('warning', found, expected);
  }

  /** @returns whether the answer is what was asked for; else that is an error */
  isOkay({ status, headers }: Reply, expected: string): boolean {
    if (status === 200) return true;
    const location = headers.get('location');
    this.error(`answer ${quote(String(status))}${location === null ? '' : ` to ${quote(location)}`}`, expected);
    return false;
  }

  #add(severity: Finding['severity'], found: string, expected: string): void {
    this.found.push({ address: this.#address, severity, text: `Unexpected ${found}, expected ${expected}` });
  }
}
