import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium, findHeadlessChromium } from '../fixtures/chromium.ts';
import { environment } from '../fixtures/environment.ts';

// Tests the built app against the Supabase of the environment: `npm test -- browser` provides both.

// Another port lets two runs share a machine.
const PORT = Number(process.env.E2E_PORT ?? 4173);
// `localhost`, because the session's cookies are secure and browsers trust no other name without TLS.
const ADDRESS = `http://localhost:${PORT}`;

// Text renders independently of the machine's screen, for the screenshots of visual.spec.ts.
const DRAWING_FLAGS = ['--font-render-hinting=none', '--disable-lcd-text'];

// Drawn by the build with windows, whose letters differ a little: by more than these pictures may.
const GALLERY = '**/gallery.spec.ts';

const launch = (executablePath?: string) => ({
	launchOptions: { executablePath, args: [...CHROMIUM_FLAGS, ...DRAWING_FLAGS] }
});

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	fullyParallel: true,
	workers: 2,
	forbidOnly: true,
	// A test that passes only at the second try is reported as flaky, with the first error.
	retries: 1,
	reporter: [['list']],
	timeout: 60_000,
	expect: {
		timeout: 15_000,
		// Browser versions differ slightly in antialiasing.
		toHaveScreenshot: { maxDiffPixelRatio: 0.01 }
	},
	snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
	updateSnapshots: process.env.UPDATE_PICTURES ? 'all' : 'none',
	use: {
		...devices['Desktop Chrome'],
		baseURL: ADDRESS,
		locale: 'en-US',
		timezoneId: 'UTC',
		// Frames of animations cost an eighth of the processor time. Files about motion have them: MOTION in test.ts.
		contextOptions: { reducedMotion: 'reduce' },
		// Of the second try only: recording every test takes a third of the time of all.
		trace: 'on-first-retry'
	},
	projects: [
		{ name: 'headless', testIgnore: GALLERY, use: launch(findHeadlessChromium()) },
		{ name: 'chromium', testMatch: GALLERY, use: launch(findChromium()) }
	],
	webServer: {
		command: 'node build',
		cwd: '../..',
		url: `${ADDRESS}/auth/sign-in`,
		reuseExistingServer: false,
		env: {
			HOST: '127.0.0.1',
			PORT: String(PORT),
			ORIGIN: ADDRESS,
			SUPABASE_URL: environment.url,
			SUPABASE_PUBLISHABLE_KEY: environment.publishableKey
		}
	}
});
