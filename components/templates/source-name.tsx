import { Copyable } from "#components/ui/copyable.tsx";

/** The development Mini Program that a draft or template comes from. */
export function SourceName({ item }: { item: { sourceName: string; sourceAppId: string } }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate">{item.sourceName}</span>
      <Copyable text={item.sourceAppId} />
    </span>
  );
}
