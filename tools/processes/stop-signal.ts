/** Resolves at the first SIGINT, SIGTERM or SIGHUP. A second one, a while later, ends this process at once. */
export function stopSignal(): {
  readonly asked: Promise<undefined>;
  readonly signal: AbortSignal;
  isAsked(): boolean;
} {
  const controller = new AbortController();
  let since: number | null = null;
  const asked = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // A terminal and the process above both send the same one.
        if (since !== null && performance.now() - since > 1000) process.exit(130);
        since ??= performance.now();
        controller.abort();
        resolve(undefined);
      });
    }
  });
  return { asked, signal: controller.signal, isAsked: () => since !== null };
}
