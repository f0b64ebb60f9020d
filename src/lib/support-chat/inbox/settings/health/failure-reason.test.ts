import { expect, test } from 'vitest';
import { failureReason } from './failure-reason.ts';

test.each([
	['The function was not reached: timeout', 'function'],
	['The function answered 404: not found', 'function'],
	['The function did not report back.', 'function'],
	['Neither SMTP_URL nor RESEND_API_KEY is set.', 'unset'],
	['validation_error (403): The acme.example domain is not verified.', 'sender'],
	['email_from contains no valid sender address.', 'sender'],
	['The account’s e-mail address is not safe to send to.', 'recipient'],
	['validation_error (422): Invalid `to` field.', 'recipient'],
	['SMTP 550: the recipient: user unknown', 'recipient'],
	['rate_limit_exceeded (429): slow down', 'busy'],
	['application_error (500): ', 'other'],
	['', 'other']
])('%s is %s', (error, reason) => expect(failureReason(error)).toBe(reason));
