import { readSegment, type Segment } from '@satsuma/contracts';
import { explainRule, type RuleNode, type Sentence } from '@satsuma/segment-engine';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../lib/api.ts';
import { allAttributesQuery, allEventsQuery } from '../../lib/catalog.ts';
import { engineCatalog } from '../../lib/engine-catalog.ts';
import { useTimeZone } from '../../lib/session.ts';

/**
 * The rule of a segment line by line; undefined while what it needs is loading. A flat rule is told in the words of the
 * server. One with groups inside is told by the engine, which knows how deep each line stands.
 */
export function useCriteria(segment: Segment): readonly Sentence[] | undefined {
  const timeZone = useTimeZone();
  const nested = segment.rule.conditions.some((node) => !('kind' in node));
  const attributes = useQuery({ ...allAttributesQuery, enabled: nested });
  const events = useQuery({ ...allEventsQuery, enabled: nested });
  const segments = useMentioned(segment, nested);
  const failed = attributes.isError || events.isError;
  return useMemo(() => {
    if (!nested || failed) return flatSentences(segment);
    if (attributes.data === undefined || events.data === undefined || segments === undefined)
      return undefined;
    const catalog = engineCatalog({ attributes: attributes.data, events: events.data, segments });
    return explainRule(segment.rule, catalog, { timeZone });
  }, [nested, failed, attributes.data, events.data, segments, segment, timeZone]);
}

/** Segments that the rule mentions; undefined until the last of them was asked for. Ones that are gone are left out. */
function useMentioned(segment: Segment, enabled: boolean): readonly Segment[] | undefined {
  const ids = enabled ? mentionedIds(segment.rule.conditions) : [];
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['segments', 'mentioned', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api(readSegment, { params: { id: String(id) } }, { signal }),
      staleTime: 60_000,
    })),
    combine: (results) =>
      results.some(({ isPending }) => isPending) ? undefined : results.flatMap(({ data }) => data ?? []),
  });
}

function mentionedIds(nodes: readonly RuleNode[]): readonly number[] {
  const ids = nodes.flatMap((node) => {
    if (!('kind' in node)) return mentionedIds(node.conditions);
    return node.kind === 'segment' ? [node.segment] : [];
  });
  return [...new Set(ids)];
}

/** The server says first what a root asks of its parts, unless it asks for all of them; the page says that itself. */
function flatSentences({ rule, sentences }: Segment): readonly Sentence[] {
  const parts = sentences.slice(Math.max(0, sentences.length - rule.conditions.length));
  return parts.map((text, index) => ({ path: `/conditions/${index}`, depth: 1, text }));
}
