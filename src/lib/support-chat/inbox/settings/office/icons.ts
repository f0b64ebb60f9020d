/** Paths for `IconButton`. */
export const CROSS = 'm6.6 6.6 10.8 10.8M17.4 6.6 6.6 17.4';
export const PLUS = 'M12 5.5v13M5.5 12h13';
