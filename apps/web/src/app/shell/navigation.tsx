import { AppShell, Burger, Group, Text } from '@mantine/core';
import {
  IconBook2,
  IconChartDonut3,
  IconFileImport,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession } from '../../lib/session.ts';
import { NavItemLink } from '../../ui/button-link.tsx';
import { Logo } from '../../ui/logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import classes from './shell.module.css';

const ITEMS = [
  { to: '/segments', label: 'Segments', icon: IconChartDonut3 },
  { to: '/people', label: 'People', icon: IconUsers },
  { to: '/catalog', label: 'Catalog', icon: IconBook2 },
  { to: '/imports', label: 'Imports', icon: IconFileImport },
  { to: '/settings', label: 'Settings', icon: IconSettings },
] as const satisfies readonly { to: string; label: string; icon: Icon }[];

export function Navigation({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { workspace } = useSession();
  return (
    <>
      <AppShell.Section className={classes.brand}>
        <Group gap="sm" wrap="nowrap">
          <Burger hiddenFrom="md" opened onClick={onClose} size="sm" aria-label="Close navigation" />
          <Logo />
          <div className={classes.names}>
            <Text fw={650} lh={1.2}>
              Satsuma
            </Text>
            <Text size="xs" c="dimmed" truncate title={workspace.name}>
              {workspace.name}
            </Text>
          </div>
        </Group>
      </AppShell.Section>
      <AppShell.Section grow component="ul" className={classes.items}>
        {ITEMS.map(({ to, label, icon: ItemIcon }) => (
          <li key={to}>
            <NavItemLink
              to={to}
              label={label}
              className={classes.item}
              activeProps={{ 'data-current': true, 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
              leftSection={<ItemIcon size={20} stroke={1.6} />}
            />
          </li>
        ))}
      </AppShell.Section>
      <AppShell.Section className={classes.foot}>
        <AccountMenu />
      </AppShell.Section>
    </>
  );
}
