import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { signIn } from '@satsuma/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, hasCode, rememberSession } from '../../lib/api.ts';
import { wordsOf } from '../../lib/problem-words.ts';
import { sessionQuery } from '../../lib/session.ts';
import { Logo } from '../../ui/logo.tsx';
import { safeRedirect } from './safe-redirect.ts';
import classes from './sign-in-page.module.css';

const route = getRouteApi('/sign-in');

export function SignInPage(): ReactNode {
  useDocumentTitle('Sign in · Satsuma');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entry = useSignIn();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    entry.mutate({ email: email.trim(), password });
  };
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit} aria-labelledby="sign-in-title">
        <div className={classes.brand}>
          <Logo size={40} />
          <div>
            <Title order={1} id="sign-in-title">
              Sign in to Satsuma
            </Title>
            <Text c="dimmed">Segments of people that keep themselves up to date</Text>
          </div>
        </div>
        <Stack gap="md">
          {entry.error !== null && (
            <Alert color="red" icon={<IconAlertCircle />} role="alert">
              {refusal(entry.error)}
            </Alert>
          )}
          <TextInput
            label="E-mail"
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={entry.isPending} mt="xs">
            Sign in
          </Button>
        </Stack>
        <Text size="sm" c="dimmed">
          New here? Whoever started Satsuma finds the first account in the terminal.
        </Text>
      </form>
    </main>
  );
}

function refusal(error: unknown): string {
  if (hasCode(error, 'auth.missing', 'auth.forbidden')) {
    return 'E-mail or password is wrong. Check both and try again.';
  }
  return wordsOf(error);
}

function useSignIn() {
  const client = useQueryClient();
  const router = useRouter();
  const { redirect } = route.useSearch();
  return useMutation({
    mutationFn: async (body: { readonly email: string; readonly password: string }) =>
      rememberSession(await api(signIn, { body })),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      router.history.push(safeRedirect(redirect));
    },
  });
}
