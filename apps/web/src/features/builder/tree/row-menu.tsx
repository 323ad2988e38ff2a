import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBarLeft,
  IconArrowBarRight,
  IconArrowDown,
  IconArrowUp,
  IconBrackets,
  IconBracketsOff,
  IconCopy,
  IconDots,
  IconTrash,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { COMMANDS, keysLabel, type Command } from '../commands/commands.ts';
import { IN_MAIN } from '../pickers/in-main.ts';
import classes from './tree.module.css';

const ICONS: Readonly<Record<Command['id'], ReactNode>> = {
  'move-up': <IconArrowUp size={16} />,
  'move-down': <IconArrowDown size={16} />,
  'move-in': <IconArrowBarRight size={16} />,
  'move-out': <IconArrowBarLeft size={16} />,
  duplicate: <IconCopy size={16} />,
  wrap: <IconBrackets size={16} />,
  unwrap: <IconBracketsOff size={16} />,
  remove: <IconTrash size={16} />,
};

interface RowMenuProps {
  readonly path: string;
  /** What the menu is for, such as `City is Berlin`. */
  readonly name: string;
}

/** Everything that can be done with a node; commands that have no meaning there are left out. */
export function RowMenu({ path, name }: RowMenuProps): ReactNode {
  const { run, isPossible } = useBuilder();
  const [opened, setOpened] = useState(false);
  const possible = opened ? COMMANDS.filter((command) => isPossible(command, path)) : [];
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      width={260}
      returnFocus={false}
      portalProps={IN_MAIN}
    >
      <Menu.Target>
        <ActionIcon size="md" aria-label={`More for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {possible.map((command) => (
          <Menu.Item
            key={command.id}
            leftSection={ICONS[command.id]}
            rightSection={
              <kbd className={classes.keys} aria-hidden="true">
                {keysLabel(command.keys)}
              </kbd>
            }
            {...(command.id === 'remove' ? { color: 'red' } : {})}
            onClick={() => run(command, path)}
          >
            {command.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
