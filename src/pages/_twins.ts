import { openContent, paramsOf, type ReadableIssue } from './_content.ts';

/** The props of the route of an issue's twin. */
export type TwinProps = {
  issue: ReadableIssue;
};

/** The routes of the twins in a format: one for each issue that has a page. */
export async function listTwinRoutes() {
  const { issues } = await openContent();
  return issues.map((issue) => ({ params: paramsOf(issue.entry.date), props: { issue } }));
}
