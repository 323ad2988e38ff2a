import { notifications } from '@mantine/notifications';
import { wordsOf } from '../lib/problem-words.ts';

/** A short word that something worked. */
export const say = (message: string): void => void notifications.show({ message, color: 'leaf' });

/** A short word that something did not work, and why. */
export const complain = (title: string, error: unknown): void =>
  void notifications.show({ title, message: wordsOf(error), color: 'red', autoClose: 10_000 });
