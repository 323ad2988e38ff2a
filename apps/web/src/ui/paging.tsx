import { Button, Group, Text } from '@mantine/core';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface PagerProps {
  readonly nextCursor: string | null;
  /** How many entries this page shows and how many there are, in words. */
  readonly summary?: string;
}

/**
 * Next and previous for a list whose page is kept in the address bar as `cursor` and `page`. The way back is kept with the
 * history entry; a page opened from a link alone goes back to the start.
 */
export function Pager({ nextCursor, summary }: PagerProps): ReactNode {
  const { cursor, page = 1 } = useSearch({ strict: false });
  const trail = useLocation({ select: ({ state }) => state.trail ?? [] });
  const navigate = useNavigate();
  const go = (to: string | undefined, number: number, nextTrail: readonly string[]): void => {
    void navigate({
      to: '.',
      search: (search) => ({ ...search, cursor: to, page: number > 1 ? number : undefined }),
      state: (state) => ({ ...state, trail: nextTrail }),
    });
  };
  if (cursor === undefined && nextCursor === null) {
    return summary === undefined ? null : <Foot summary={summary} />;
  }
  const before = trail.at(-1);
  return (
    <Foot summary={summary}>
      <Text size="sm" c="dimmed" component="span" aria-live="polite">
        Page {page}
      </Text>
      <Button
        variant="default"
        size="xs"
        disabled={cursor === undefined}
        leftSection={<IconChevronLeft size={16} />}
        onClick={() =>
          before === undefined ? go(undefined, 1, []) : go(before || undefined, page - 1, trail.slice(0, -1))
        }
      >
        {before === undefined && cursor !== undefined ? 'First page' : 'Previous'}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={nextCursor === null}
        rightSection={<IconChevronRight size={16} />}
        onClick={() => nextCursor !== null && go(nextCursor, page + 1, [...trail, cursor ?? ''])}
      >
        Next
      </Button>
    </Foot>
  );
}

function Foot({
  summary,
  children,
}: {
  readonly summary?: string | undefined;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Group justify="space-between" gap="sm" px="lg" py="sm" component="nav" aria-label="Pages">
      <Text size="sm" c="dimmed" className="tabular">
        {summary}
      </Text>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
