/** Why a page no longer speaks for the user it was opened by. */
export type SessionEnd = 'signed_out' | 'other_user';
