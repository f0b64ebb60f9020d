-- What a word is, in a text and in a search. The index, the query and the marks of a snippet use the same functions, so
-- that they agree.
--
-- No extension and no text search configuration: NFKD separates letters from their marks in every script, where
-- unaccent knows Latin, Greek and Cyrillic; and the parser of Postgres drops emoji, takes an address or a path for one
-- word, and depends on the locale of the database.

/**
 * Characters of scripts that are written without spaces between words (Chinese, Japanese, Korean, Thai,
 * Lao, Khmer, Burmese), as the inside of a bracket expression.
 */
create function support_private.support_unspaced_characters()
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return '\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f'
    '\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u318f\u31a0-\u31bf'
    '\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc'
    '\U00020000-\U0003ffff';
end;
$$;

/**
 * Symbols that can be searched for, each as a word: emoji and the pictographs beside them in Unicode. As the
 * inside of a bracket expression.
 */
create function support_private.support_emoji()
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return '\u203c\u2049\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\U0001f000-\U0001faff';
end;
$$;

/**
 * What separates words, as the inside of a bracket expression for the collation pg_c_utf8: punctuation, symbols, space,
 * and characters that show nothing. Emoji are among the symbols.
 */
create function support_private.support_separators()
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return '[:punct:][:space:][:cntrl:]\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff';
end;
$$;

/**
 * A text in NFKD: letters and their marks apart, composed and full-width characters in their plain forms.
 *
 * The cost is bounded for any text. Postgres sorts a run of combining marks in quadratic time, so a joiner (U+034F) is
 * inserted after each 32 of them, which support_private.fold_support_text removes. NFKD makes up to 18 characters of
 * one, so the result is cut at a length that only such texts reach.
 */
create function support_private.decompose_support_text(content text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_longest constant integer := 8000;
  -- The blocks that contain combining marks.
  c_marks constant text := '\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f'
    '\u3099-\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a';
begin
  return left(normalize(regexp_replace(content, '([' || c_marks || ']{32})', E'\\1\u034f', 'g'), nfkd), c_longest);
end;
$$;

/**
 * A text as it is compared: in lower case and without the marks that people leave out when they type, which are
 * accents, Hebrew and Arabic vowel signs, and the Arabic elongation. Marks that are a part of the spelling stay, such
 * as those of Devanagari, Thai and Japanese. Letters that NFKD keeps and that people type as others are replaced: ø by
 * o, ł by l, ß by ss, the Persian ک by ك.
 *
 * Case follows the collation pg_c_utf8, which is the same in every database.
 */
create function support_private.fold_support_text(content text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_left_out constant text := '[\u0300-\u034e\u0350-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'
    '\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff'
    '\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+';
  v_text text;
begin
  -- ASCII.
  if octet_length(content) = char_length(content) then
    return lower(content collate pg_catalog.pg_c_utf8);
  end if;
  -- In this order: a composed capital, 𝐀, has no lower case before it is a plain one.
  v_text := regexp_replace(
    lower(support_private.decompose_support_text(content) collate pg_catalog.pg_c_utf8), c_left_out, '', 'g'
  );
  v_text := replace(replace(replace(replace(
    translate(v_text, 'øłđðħıŧςیىکة', 'olddhitσييكه'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  if octet_length(v_text) = char_length(v_text) then
    return v_text;
  end if;
  -- NFC composes what stays, such as the syllables of Korean.
  return replace(normalize(v_text, nfc), E'\u034f', '');
end;
$$;

/**
 * The words of a text in their order, as they are compared. Each is cut to one character more than the longest search,
 * so that no search can match the cut.
 *
 * Text of scripts without spaces becomes pairs, 請求書 to 請求 求書 書: what is searched for in it is a row of pairs,
 * which are far rarer than single characters. An emoji is a word.
 */
create function support_private.support_search_words(content text)
returns text[]
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_longest constant integer := 201;
  v_text text := support_private.fold_support_text(content);
  v_unspaced text;
begin
  if octet_length(v_text) > char_length(v_text) then
    v_text := regexp_replace(
      v_text collate pg_catalog.pg_c_utf8,
      format('(?:(?![%s])[%s])+', support_private.support_emoji(), support_private.support_separators()), ' ', 'g'
    );
    v_text := regexp_replace(v_text, '([' || support_private.support_emoji() || '])', ' \1 ', 'g');
    v_unspaced := support_private.support_unspaced_characters();
    if v_text ~ ('[' || v_unspaced || ']') then
      -- ABC: doubled to AABBCC, without the first ABBCC, which in pairs is AB BC C.
      v_text := regexp_replace(v_text, '([' || v_unspaced || '])', '\1\1', 'g');
      v_text := regexp_replace(v_text, '(^|[^' || v_unspaced || '])[' || v_unspaced || ']', '\1 ', 'g');
      v_text := regexp_replace(v_text, '([' || v_unspaced || ']{1,2})', '\1 ', 'g');
    end if;
  else
    v_text := regexp_replace(v_text, '[^a-z0-9]+', ' ', 'g');
  end if;
  if char_length(v_text) > c_longest then
    v_text := regexp_replace(v_text, '([^ ]{' || c_longest || '})[^ ]+', '\1', 'g');
  end if;
  return array_remove(string_to_array(v_text, ' '), '');
end;
$$;

/**
 * What a person typed into the search, as terms that must all be found: words, and "quoted phrases". No character is
 * an operator. With `is_prefix` the term may end with the beginning of a word: the last one, unless it is quoted.
 */
create function support_private.support_search_terms(query text)
returns table (content text, is_prefix boolean)
language plpgsql
immutable
set search_path = ''
as $$
begin
  return query
  select distinct coalesce(typed.part[1], typed.part[2]), typed.part[2] is not null and typed.is_last
  from (
    select part, ordinality = count(*) over () as is_last
    from regexp_matches(query, '"([^"]*)"?|([^"\s]+)', 'g') with ordinality as typed (part, ordinality)
  ) as typed;
end;
$$;

revoke execute on all functions in schema support_private from public;
