import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

/** The links of a text as [shown, href]. */
function links(text: string): [string, string][] {
	return linkify(text).flatMap(({ text, href }) => (href ? [[text, href]] : []));
}

function shown(text: string): string[] {
	return links(text).map(([text]) => text);
}

describe('linkify', () => {
	it('finds http, https, mailto and bare www addresses', () => {
		expect(
			links('http://a.example https://b.example/x?y=1#z mailto:me@c.example www.d.example')
		).toEqual([
			['http://a.example', 'http://a.example/'],
			['https://b.example/x?y=1#z', 'https://b.example/x?y=1#z'],
			['mailto:me@c.example', 'mailto:me@c.example'],
			['www.d.example', 'https://www.d.example/']
		]);
	});

	it('loses no text', () => {
		for (const text of [
			'see (https://a.example).\nok',
			'no link',
			'',
			'https://a.example',
			'😀 www.x.y 😀'
		]) {
			expect(
				linkify(text)
					.map((piece) => piece.text)
					.join('')
			).toBe(text);
		}
	});

	it('excludes the punctuation of the sentence', () => {
		expect(shown('Read https://a.example/x, then https://b.example! "https://c.example".')).toEqual(
			['https://a.example/x', 'https://b.example', 'https://c.example']
		);
	});

	it('keeps brackets that the address opened, and no others', () => {
		expect(shown('(see https://en.wikipedia.org/wiki/Cat_(animal))')).toEqual([
			'https://en.wikipedia.org/wiki/Cat_(animal)'
		]);
		expect(shown('[https://a.example/x]')).toEqual(['https://a.example/x']);
		expect(shown('(https://a.example/x).')).toEqual(['https://a.example/x']);
	});

	it('ends at East Asian punctuation', () => {
		for (const mark of '。、，．！？：；…—～）」』】》〉〕］｝”｡､｣﹐﹒') {
			expect(shown(`请看 https://a.example/x${mark}谢谢`), mark).toEqual(['https://a.example/x']);
			expect(shown(`请看 https://a.example${mark}`), mark).toEqual(['https://a.example']);
		}
		expect(shown('https://a.example/レオナルド・ダ・')).toEqual([
			'https://a.example/レオナルド・ダ'
		]);
		expect(shown('（https://a.example/x）「www.b.example/y」“https://c.example”是')).toEqual([
			'https://a.example/x',
			'www.b.example/y',
			'https://c.example'
		]);
		expect(shown('هل رأيت https://a.example/x؟ https://b.example/y، نعم')).toEqual([
			'https://a.example/x',
			'https://b.example/y'
		]);
	});

	it('begins right after a non-Latin letter', () => {
		for (const before of [
			'请访问',
			'こちら',
			'サイトー',
			'주소는',
			'ссылка',
			'קישור',
			'رابط',
			'ที่',
			'々',
			'〇'
		]) {
			expect(shown(`${before}https://a.example/x`), before).toEqual(['https://a.example/x']);
			expect(shown(`${before}www.a.example`), before).toEqual(['www.a.example']);
			expect(shown(`${before}mailto:me@a.example`), before).toEqual(['mailto:me@a.example']);
		}
		for (const before of ['x', 'É', 'ß', 'ｘ', '7', '_', '@', '/']) {
			expect(shown(`${before}https://a.example/x`), before).toEqual([]);
		}
	});

	it('ends a bare host before a script without spaces', () => {
		expect(shown('請看https://a.example謝謝 https://b.example:8080を見て')).toEqual([
			'https://a.example',
			'https://b.example:8080'
		]);
		expect(shown('www.a.example에서 www.b.exampleที่')).toEqual(['www.a.example', 'www.b.example']);
		expect(
			shown('https://a.example和https://b.example或者www.c.example/d与mailto:e@f.example')
		).toEqual(['https://a.example', 'https://b.example', 'www.c.example/d', 'mailto:e@f.example']);
	});

	it('keeps hosts and paths in such a script', () => {
		expect(links('https://例え.jp/x https://example中国.com https://a.example/百科/中文')).toEqual([
			['https://xn--r8jz45g.jp/x', 'https://xn--r8jz45g.jp/x'],
			['https://xn--example-m43k486d.com/', 'https://xn--example-m43k486d.com/'],
			['https://a.example/百科/中文', 'https://a.example/%E7%99%BE%E7%A7%91/%E4%B8%AD%E6%96%87']
		]);
		expect(shown('https://a.example/?to=https://b.example')).toEqual([
			'https://a.example/?to=https://b.example'
		]);
	});

	it('never links javascript, data or other schemes', () => {
		expect(
			links(
				'javascript:alert(1) JAVASCRIPT://www.x.y data:text/html,x vbscript:x file:///etc ftp://x.y'
			)
		).toEqual([]);
		expect(links('javascript://https://a.example')).toEqual([]);
	});

	it('does not link incomplete addresses', () => {
		expect(links('https:// http://. mailto: mailto:nobody www. www.x xhttps://a.example')).toEqual(
			[]
		);
	});

	it('ends before characters that change the writing direction', () => {
		expect(shown('https://a.example/\u202egpj.exe')).toEqual(['https://a.example/']);
	});

	it('ends before control characters', () => {
		expect(shown('https://a.example/x\u0001y https://b.example\u007f/')).toEqual([
			'https://a.example/x',
			'https://b.example'
		]);
	});

	it('shows a non-ASCII host as the browser does, in ASCII', () => {
		expect(
			links('https://аpple.com/login https://münchen.example www.аpple.com http://ｅxample.com')
		).toEqual([
			['https://xn--pple-43d.com/login', 'https://xn--pple-43d.com/login'],
			['https://xn--mnchen-3ya.example/', 'https://xn--mnchen-3ya.example/'],
			['https://www.xn--pple-43d.com/', 'https://www.xn--pple-43d.com/'],
			['http://example.com/', 'http://example.com/']
		]);
		expect(shown('https://a.example/straße https://A.Example:8080/x')).toEqual([
			'https://a.example/straße',
			'https://A.Example:8080/x'
		]);
	});

	it('shows where a disguised host leads', () => {
		expect(shown('http://0x7f.1/ https://ex%61mple.com http:///a.example/b')).toEqual([
			'http://127.0.0.1/',
			'https://example.com/',
			'http://a.example/b'
		]);
	});

	it('does not link an address with a user name, or an email in other letters', () => {
		expect(links('https://bank.example@evil.example/ https://a:b@evil.example')).toEqual([]);
		expect(links('mailto:me@münchen.example mailto:mе@a.example')).toEqual([]);
		expect(shown('mailto:me@a.example?subject=Grüße')).toEqual([
			'mailto:me@a.example?subject=Grüße'
		]);
	});

	it('replaces direction overrides in the text around links', () => {
		const pieces = linkify('\u202eevil https://a.example \u2066x');
		expect(pieces.map((piece) => piece.text)).toEqual(['\ufffdevil ', 'https://a.example', ' x']);
	});

	it('handles hostile text quickly', () => {
		const start = performance.now();
		linkify(`https://a.example/${')'.repeat(4000)}`);
		linkify('www.'.repeat(1000));
		linkify('https://'.repeat(500));
		linkify(`mailto:${'@'.repeat(4000)}é`);
		expect(performance.now() - start).toBeLessThan(200);
	});

	it.each(['www.a.bc谢,', 'https://a.bc谢', '请www.', 'a.', '谢', 'https://a.bc谢-', '谢x'])(
		'handles %j repeated in a long text quickly',
		(piece) => {
			const time = (length: number) => {
				const text = `https://a.bc${piece.repeat(length / piece.length)}`;
				const start = performance.now();
				linkify(text);
				return performance.now() - start;
			};
			time(4_000);
			expect(time(400_000)).toBeLessThan(2_000);
		}
	);
});
