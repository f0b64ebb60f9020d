/** Why a page no longer acts for the user who opened it. */
export type SessionEnd = 'signed_out' | 'other_user';
