/** Matches in development only: the built app has no page at an address with such a parameter. */
export const match = (): boolean => import.meta.env.DEV;
