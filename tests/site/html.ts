import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';

/** A page that was read back. */
export class Html {
  #tree: Root;

  constructor(text: string) {
    this.#tree = fromHtml(text);
  }

  all(selector: string): Element[] {
    return selectAll(selector, this.#tree);
  }

  /** The text of the first element, its white space folded. */
  text(selector: string): string {
    const found = select(selector, this.#tree);
    return found ? toString(found).replace(/\s+/g, ' ').trim() : '';
  }

  texts(selector: string): string[] {
    return this.all(selector).map((element) => toString(element).replace(/\s+/g, ' ').trim());
  }

  /** An attribute of every element that has it. */
  attributes(selector: string, name: string): string[] {
    return this.all(selector).flatMap(({ properties }) => {
      const value = properties[name];
      return value === undefined || value === null ? [] : [String(value)];
    });
  }
}
