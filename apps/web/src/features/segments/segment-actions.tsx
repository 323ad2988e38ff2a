import { ActionIcon, Menu } from '@mantine/core';
import { exportSegmentPersons, endpointUrl, type Segment } from '@satsuma/contracts';
import { useNavigate } from '@tanstack/react-router';
import { IconCopy, IconDots, IconDownload, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { MenuItemLink } from '../../ui/button-link.tsx';
import { complain, say } from '../../ui/toast.ts';
import { useDuplicateSegment } from './segments.queries.ts';

export const exportUrl = (id: number): string =>
  endpointUrl(exportSegmentPersons, { params: { id: String(id) } });

interface SegmentMenuProps {
  readonly segment: Segment;
  readonly onDelete: () => void;
  /** False on the page of the segment itself, which has these as buttons. */
  readonly withPages?: boolean;
}

/** What can be done with a segment. What a predefined one forbids stays visible but cannot be chosen. */
export function SegmentMenu({ segment, onDelete, withPages = true }: SegmentMenuProps): ReactNode {
  const may = useMay();
  const navigate = useNavigate();
  const params = { id: String(segment.id) };
  const locked = segment.origin === 'predefined';
  const duplicate = useDuplicateSegment({
    onSuccess: (copy) => {
      say(`“${copy.name}” was made.`);
      void navigate({ to: '/segments/$id', params: { id: String(copy.id) } });
    },
  });
  const copy = (): void =>
    duplicate.mutate(segment.id, { onError: (error) => complain('Could not duplicate', error) });
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={`More actions for ${segment.name}`} loading={duplicate.isPending}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {withPages && (
          <MenuItemLink to="/segments/$id" params={params} leftSection={<IconUsers size={16} />}>
            View profiles
          </MenuItemLink>
        )}
        {withPages && may.write && !locked && (
          <MenuItemLink to="/segments/$id/edit" params={params} leftSection={<IconPencil size={16} />}>
            Edit
          </MenuItemLink>
        )}
        {may.write && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
            Duplicate
          </Menu.Item>
        )}
        <Menu.Item
          component="a"
          href={exportUrl(segment.id)}
          download
          leftSection={<IconDownload size={16} />}
        >
          Export CSV
        </Menu.Item>
        {may.write && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" disabled={locked} leftSection={<IconTrash size={16} />} onClick={onDelete}>
              {locked ? 'Delete (predefined)' : 'Delete'}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
