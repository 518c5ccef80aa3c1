declare namespace App {
  /** What the route of all pages gets: from the press in a build, from the preview's middleware while it runs. */
  interface Locals {
    page: import('./site/template.ts').Page;
    desk: import('./site/template.ts').Desk;
  }
}
