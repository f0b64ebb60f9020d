/** Receives what a developer needs to know: refused rows, broken policies. */
export type Log = (level: 'info' | 'warning' | 'error', message: string) => void;

/** Logs warnings and errors to standard error. */
export const logToConsole: Log = (level, message) => {
	if (level !== 'info') console.error(`realtime ${level}: ${message}`);
};
