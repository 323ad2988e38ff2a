import { ApiError, checkSegmentRule, previewSegment, type Person, type ReplyOf } from '@satsuma/contracts';
import { nodeAt, type AnyDraftNode, type DraftRule } from '@satsuma/segment-engine';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, type QueryFunctionContext } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../../lib/api.ts';
import type { NodeCount } from '../marks.ts';
import type { Findings } from '../problems/problems.ts';

type PreviewReply = ReplyOf<typeof previewSegment>;

/** What the server says of the draft. */
export interface Preview {
  readonly total: PreviewReply | undefined;
  readonly everybody: number | undefined;
  readonly sample: readonly Person[];
  /** True when `total` and `sample` are those of an older rule. */
  readonly stale: boolean;
  readonly counting: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly countOf: (node: AnyDraftNode) => NodeCount;
  /** What the server found in the rule that it saw last: it knows values, the browser does not. */
  readonly findings: readonly Findings[];
}

/** Milliseconds without a change after which the server is asked. */
const REST = 300;

/**
 * Counts the people of a draft while it changes. Only complete rules are asked about; a request that is overtaken by a
 * change is given up. A count belongs to its node, which never changes: what was counted once stays known wherever the node
 * is moved.
 */
export function usePreview(rule: DraftRule, complete: boolean): Preview {
  const [rested] = useDebouncedValue(rule, REST);
  const settled = rested === rule;
  const enabled = complete && settled;
  const text = useMemo(() => JSON.stringify(rested), [rested]);
  const [counts] = useState(() => new WeakMap<AnyDraftNode, number>());
  const preview = useQuery({
    queryKey: ['builder', 'preview', text],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }: QueryFunctionContext) =>
      api(previewSegment, { body: { rule: rested, sampleSize: 8 } }, { signal }),
  });
  const { data, isPlaceholderData } = preview;
  if (data !== undefined && !isPlaceholderData) remember(counts, rested, data);
  const everybody = useEverybody();
  const checked = useServerCheck(rested, text, enabled);
  const stale = !complete || !settled || isPlaceholderData;
  const counting = complete && (!settled || preview.isFetching);
  return {
    total: data,
    everybody,
    sample: data?.sample ?? [],
    stale,
    counting,
    error: enabled && !preview.isFetching ? preview.error : null,
    retry: () => void preview.refetch(),
    countOf: (node) => ({ count: counts.get(node), pending: counting && !counts.has(node) }),
    findings: useMemo(() => findingsOf(rested, preview.error, checked), [rested, preview.error, checked]),
  };
}

function remember(
  counts: WeakMap<AnyDraftNode, number>,
  rule: DraftRule,
  { count, conditions }: PreviewReply,
): void {
  counts.set(rule, count);
  for (const { path, count: alone } of conditions) {
    const node = nodeAt(rule, path);
    if (node !== undefined) counts.set(node, alone);
  }
}

function findingsOf(rule: DraftRule, error: Error | null, checked: Findings | null): readonly Findings[] {
  const refused = error instanceof ApiError ? (error.problem.issues ?? []) : [];
  return [...(checked === null ? [] : [checked]), { rule, issues: refused, warnings: [] }];
}

/** How many people there are, to see a count as a part of them. */
function useEverybody(): number | undefined {
  const rule = { match: 'all', conditions: [{ kind: 'everyone' }] };
  const { data } = useQuery({
    queryKey: ['builder', 'everybody'],
    staleTime: 60_000,
    queryFn: ({ signal }) => api(previewSegment, { body: { rule, sampleSize: 0 } }, { signal }),
  });
  return data?.count;
}

function useServerCheck(rule: DraftRule, text: string, enabled: boolean): Findings | null {
  const { data } = useQuery({
    queryKey: ['builder', 'check', text],
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Findings> => {
      const { issues, warnings } = await api(checkSegmentRule, { body: { rule } }, { signal });
      return { rule, issues, warnings };
    },
  });
  return data ?? null;
}
