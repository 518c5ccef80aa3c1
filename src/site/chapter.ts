import type { Sheet } from './sheet.ts';

/** Files of the site that one thing decides together: where that is the same, none of them need be looked at. */
export interface Chapter {
  /** Its name among all of the site. */
  name: string;
  /** Changes with all that decides which sheets it has and what each is made from. Without it, that is to be listed. */
  stamp?: () => string;
  list: () => Sheet[];
}
