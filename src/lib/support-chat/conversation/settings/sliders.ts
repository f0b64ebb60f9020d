/** The icon of settings, as `IconButton` takes it. */
export const SLIDERS =
	'M4 7.5h8M18 7.5h2M4 16.5h2M12 16.5h8' +
	'M12.4 7.5a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0' +
	'M6.4 16.5a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0';
