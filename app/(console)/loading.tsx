import { PageOnItsWay } from "#components/shell/page.tsx";

export default function ConsoleLoading() {
  return <PageOnItsWay />;
}
