import { z } from 'zod';

export const SignInSearch = z.object({
  /** Path inside this app to go back to. */
  redirect: z.string().optional().catch(undefined),
});
