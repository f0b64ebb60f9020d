import { expect, test } from 'vitest';
import { readTrigger, type Trigger } from './trigger.ts';

const SLASH: Trigger = { characters: '/／', place: 'start' };
const AT: Trigger = { characters: '@＠', place: 'word' };

/** The match in a text whose caret is at "|". */
function read(marked: string, trigger: Trigger) {
	return readTrigger(marked.replace('|', ''), marked.indexOf('|'), trigger);
}

test.each([
	['/|', { query: '', from: 0, to: 1 }],
	['/refund late|', { query: 'refund late', from: 0, to: 12 }],
	['/ref|und', { query: 'ref', from: 0, to: 4 }],
	['/|Hello', { query: '', from: 0, to: 1 }],
	['／返金|', { query: '返金', from: 0, to: 3 }],
	['|/refund', null],
	['|', null],
	[' /|', null],
	['Hello /|', null],
	['/ |', null],
	['/refund\n|', null]
])('a slash at the start: %s', (text, match) => {
	expect(read(text, SLASH)).toEqual(match);
});

test.each([
	['@|', { query: '', from: 0, to: 1 }],
	['Ask @ada lo|', { query: 'ada lo', from: 4, to: 11 }],
	['First\n@ada|', { query: 'ada', from: 6, to: 10 }],
	['@ada and @gr|', { query: 'gr', from: 9, to: 12 }],
	['＠ada|', { query: 'ada', from: 0, to: 4 }],
	['ada@example|', null],
	['@ada\nand|', null],
	['Ask @ |', null]
])('an at sign before a word: %s', (text, match) => {
	expect(read(text, AT)).toEqual(match);
});
