import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { SearchBox } from './search-box.tsx';
import { renderUi } from './testing/render-ui.tsx';

it('tells after a pause, trimmed, and nothing for an empty box', async () => {
  const onChange = vi.fn<(text: string | undefined) => void>();
  renderUi(<SearchBox label="Search people" value={undefined} onChange={onChange} />);
  await userEvent.type(screen.getByRole('searchbox'), ' ana ');
  expect(onChange).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledExactlyOnceWith('ana'));
  await userEvent.click(screen.getByRole('button', { name: 'Clear search' }));
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith(undefined));
});

it('follows the address bar when it changes by other means', () => {
  const ignore = (): void => undefined;
  const { rerender } = renderUi(<SearchBox label="Search people" value="ana" onChange={ignore} />);
  rerender(<SearchBox label="Search people" value="ivan" onChange={ignore} />);
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('ivan');
});
