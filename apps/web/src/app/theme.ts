import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  Drawer,
  Modal,
  Paper,
  Select,
  Table,
  Tooltip,
  type MantineColorsTuple,
} from '@mantine/core';

const satsuma: MantineColorsTuple = [
  '#fff7f0',
  '#ffeedf',
  '#ffc59d',
  '#ffa468',
  '#fb873d',
  '#f0701f',
  '#dc5a0e',
  '#bf4708',
  '#9c3a09',
  '#7c300d',
];

const leaf: MantineColorsTuple = [
  '#eef7ee',
  '#dcecdc',
  '#b7d9b8',
  '#8fc492',
  '#6db272',
  '#4f9d56',
  '#3b8543',
  '#2d6b35',
  '#23552a',
  '#1b4221',
];

const red: MantineColorsTuple = [
  '#fef5f3',
  '#fdeae7',
  '#fabdb5',
  '#f6968a',
  '#ef6f60',
  '#e04f3f',
  '#cc3727',
  '#b42318',
  '#931d14',
  '#751a13',
];

/** Greys with a drop of the fruit's warmth. */
const gray: MantineColorsTuple = [
  '#faf8f6',
  '#f3f0ec',
  '#e8e3dd',
  '#d9d2ca',
  '#bfb6ac',
  '#978d83',
  '#766c63',
  '#574f48',
  '#3a342f',
  '#221e1b',
];

const dark: MantineColorsTuple = [
  '#e9e4de',
  '#c3bbb2',
  '#a0968c',
  '#7b7168',
  '#4a433d',
  '#3a342f',
  '#2a2521',
  '#211d1a',
  '#191614',
  '#120f0e',
];

const font =
  "'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

const closeButtonProps = { 'aria-label': 'Close' };
const overlayProps = { backgroundOpacity: 0.35 };
/** The head of a dialog is no banner of the page. */
const attributes = { header: { role: 'none' } };

export const theme = createTheme({
  primaryColor: 'satsuma',
  primaryShade: { light: 7, dark: 7 },
  colors: { satsuma, leaf, red, gray, dark },
  black: '#221e1b',
  fontFamily: font,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  cursorType: 'pointer',
  headings: {
    fontFamily: font,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 550 } }),
    Button: Button.extend({ defaultProps: { fw: 550 } }),
    Drawer: Drawer.extend({ defaultProps: { attributes, closeButtonProps, overlayProps } }),
    Modal: Modal.extend({ defaultProps: { attributes, centered: true, closeButtonProps, overlayProps } }),
    Paper: Paper.extend({ defaultProps: { radius: 'lg' } }),
    Select: Select.extend({ defaultProps: { allowDeselect: false } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } },
    }),
  },
});
