import {
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { signOut } from '@satsuma/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconApi, IconLogout, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { complain } from '../../ui/toast.ts';
import classes from './shell.module.css';

const SCHEMES = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Who is signed in, the colours of the app, and the way out. */
export function AccountMenu(): ReactNode {
  const { account, role } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        data={SCHEMES}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        aria-label="Colours"
        className={classes.schemes}
      />
      <Menu position="top-start" width="target" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.account}>
            <span className={classes.names}>
              <Text size="sm" fw={550} truncate component="span" display="block">
                {account.email}
              </Text>
              <Text size="xs" c="dimmed" tt="capitalize" component="span" display="block">
                {role}
              </Text>
            </span>
            <IconSelector size={18} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href="/v1/docs" target="_blank" leftSection={<IconApi size={16} />}>
            API documentation
          </Menu.Item>
          <Menu.Item onClick={() => leave.mutate()} leftSection={<IconLogout size={16} />}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api(signOut),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      client.clear();
    },
    onError: (error) => complain('Could not sign out', error),
  });
}
