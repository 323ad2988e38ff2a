/** Lists open inside the main part of the page, so that they belong to it for people who go by landmarks. */
export const IN_MAIN = { target: '#content' } as const;
