import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS, findHeadlessChromium } from '../fixtures/chromium.ts';

// Started by run.ts, which packs the package and names the hosts.

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	workers: 1,
	forbidOnly: true,
	retries: 0,
	reporter: [['list']],
	// A framework is downloaded and built.
	timeout: 300_000,
	expect: { timeout: 15_000 },
	use: {
		...devices['Desktop Chrome'],
		locale: 'en-US',
		timezoneId: 'UTC',
		trace: 'retain-on-failure',
		launchOptions: { executablePath: findHeadlessChromium(), args: CHROMIUM_FLAGS }
	}
});
