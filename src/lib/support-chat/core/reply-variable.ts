/** What a saved reply may leave open, in double braces. */
export const VARIABLES = ['customer_name', 'customer_email', 'my_name'] as const;

export type Variable = (typeof VARIABLES)[number];
