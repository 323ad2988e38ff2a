import { MantineProvider } from '@mantine/core';
import type { DraftRule } from '@satsuma/segment-engine';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { BuilderContext } from '../builder-context.ts';
import { MarksContext } from '../marks.ts';
import { UndoButtons } from '../editor/undo-buttons.tsx';
import { useBuilderState } from '../editor/use-builder.ts';
import { useShortcuts } from '../editor/use-shortcuts.ts';
import { RuleTree } from '../tree/rule-tree.tsx';
import { SHOP } from './shop-catalog.ts';

/** What the server would answer, by method and path; anything else is an empty list. */
export type Answers = Readonly<Record<string, unknown>>;

export interface RenderedBuilder {
  readonly user: ReturnType<typeof userEvent.setup>;
  /** The rule as it is now. */
  readonly rule: () => DraftRule;
  /** What was asked of the server: method, path, body. */
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly call: string;
  readonly body: unknown;
  readonly signal: AbortSignal | null;
}

/** The builder of a rule on a page of its own, with a server that answers as told. */
export function renderBuilder(start: DraftRule, answers: Answers = {}): RenderedBuilder {
  standInForTheBrowser();
  const asked = answerRequests(answers);
  const shown: { rule: DraftRule } = { rule: start };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <BuilderOnItsOwn start={start} onRule={(rule) => (shown.rule = rule)} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { user: userEvent.setup(), rule: () => shown.rule, asked };
}

interface BuilderOnItsOwnProps {
  readonly start: DraftRule;
  readonly onRule: (rule: DraftRule) => void;
}

function BuilderOnItsOwn({ start, onRule }: BuilderOnItsOwnProps): ReactNode {
  const options = {
    start,
    catalog: SHOP,
    timeZone: 'Europe/Zagreb',
    self: null,
    refused: null,
    strict: false,
  };
  const { draft, dispatch, builder, marks } = useBuilderState(options);
  useShortcuts({
    undo: () => dispatch({ type: 'undo' }),
    redo: () => dispatch({ type: 'redo' }),
    save: () => undefined,
  });
  onRule(draft.rule);
  return (
    <BuilderContext value={builder}>
      <MarksContext value={marks}>
        <UndoButtons draft={draft} dispatch={dispatch} />
        <RuleTree rule={draft.rule} focus={draft.focus} said={draft.said} />
      </MarksContext>
    </BuilderContext>
  );
}

function answerRequests(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    const call = `${init.method ?? 'GET'} ${url}`;
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    asked.push({ call, body, signal: init.signal ?? null });
    const answer = answers[call.split('?')[0] ?? ''] ??
      EMPTY[call.split('?')[0] ?? ''] ?? { data: [], nextCursor: null };
    return Promise.resolve(Response.json(typeof answer === 'function' ? answer(body, url) : answer));
  });
  return asked;
}

const EMPTY: Answers = {
  'POST /v1/segments/preview': {
    count: 0,
    exact: true,
    conditions: [],
    sample: [],
    asOf: '2026-01-01T00:00:00.000Z',
  },
  'POST /v1/segments/check': { ok: true, issues: [], warnings: [], sentences: [] },
};

/** What jsdom lacks of a browser. */
function standInForTheBrowser(): void {
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches: false,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
