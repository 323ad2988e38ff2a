import {
  Anchor,
  Button,
  Menu,
  NavLink,
  type AnchorProps,
  type ButtonProps,
  type NavLinkProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';

type Native<P> = P & Omit<ComponentPropsWithRef<'a'>, keyof P>;

/** Mantine's components as links of the router: they open in a new tab and can be reached by keyboard like any link. */
export const ButtonLink = createLink((props: Native<ButtonProps>): ReactNode => (
  <Button component="a" {...props} />
));
export const TextLink = createLink((props: Native<AnchorProps>): ReactNode => <Anchor {...props} />);
export const NavItemLink = createLink((props: Native<NavLinkProps>): ReactNode => <NavLink {...props} />);
type MenuItemLinkProps = Omit<ComponentPropsWithRef<'a'>, 'color' | 'style'> & {
  readonly leftSection?: ReactNode;
};

export const MenuItemLink = createLink((props: MenuItemLinkProps): ReactNode => (
  <Menu.Item component="a" {...props} />
));
