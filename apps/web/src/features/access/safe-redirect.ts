const HOME = '/segments';

/** Where to go after signing in: a path of this app, never another site, whatever the address bar says. */
export function safeRedirect(target: string | undefined): string {
  if (target === undefined || !target.startsWith('/')) return HOME;
  const base = 'http://satsuma.invalid';
  const url = URL.parse(target, base);
  if (url === null || url.origin !== base || url.pathname === '/sign-in') return HOME;
  return url.pathname + url.search + url.hash;
}
