import { MantineProvider } from '@mantine/core';
import { cleanup, render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

/** What jsdom lacks and Mantine asks for. */
function standInForTheBrowser(): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

/** Shows a component by itself, without transitions. */
export function renderUi(component: ReactNode): RenderResult {
  standInForTheBrowser();
  return render(component, {
    wrapper: ({ children }) => <MantineProvider env="test">{children}</MantineProvider>,
  });
}
