-- What a search shows of a message: the text around the first match, with matches marked.

/**
 * The parts of a text in their order: words, with `word` as they are compared, and what is between them, with `word`
 * null. Here each character of a script without spaces, and each emoji, is a word.
 */
create function support_private.split_support_text(content text)
returns table (place bigint, part text, word text)
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- One more than the longest search.
  c_longest constant integer := 201;
  c_single constant text := support_private.support_unspaced_characters() || support_private.support_emoji();
  c_separators constant text := support_private.support_separators();
begin
  return query
  select
    split.place,
    coalesce(split.part[1], split.part[2]),
    case
      when octet_length(split.part[1]) = char_length(split.part[1]) then lower(left(split.part[1], c_longest))
      else nullif(support_private.fold_support_text(left(split.part[1], c_longest)), '')
    end
  from regexp_matches(
    content collate pg_catalog.pg_c_utf8,
    format('([%1$s]|[^%1$s%2$s]+)|((?:(?![%1$s])[%2$s])+)', c_single, c_separators),
    'g'
  ) with ordinality as split (part, place);
end;
$$;

/**
 * What a snippet marks, one text per term: its words, each after a U+0001, which no word contains, and a
 * last U+0001 unless the term is the beginning of a word.
 */
create function support_private.support_search_marks(query text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array(
    select
      string_agg(E'\x01' || split.word, '' order by split.place)
      || case when term.is_prefix then '' else E'\x01' end
    from support_private.support_search_terms(query) as term
    cross join lateral support_private.split_support_text(term.content) as split
    where split.word is not null
    group by term.content, term.is_prefix
  );
end;
$$;

/**
 * About 160 characters of a message from shortly before its first match. Matches are between U+0002 and U+0003, which
 * no message can contain; white space is one space, and an ellipsis replaces what is left out.
 *
 * The first match is searched for in all words as one text, and only the words that are shown are compared with every
 * mark: the cost grows with the length of the text, not with the number of matches.
 *
 * @param marks see support_search_marks()
 */
create function support_private.support_search_snippet(content text, marks text[])
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_before constant integer := 40;
  c_length constant integer := 160;
  c_longest_mark constant integer := (select max(char_length(mark)) from unnest(marks) as mark);
  v_parts text[];
  v_words text[];
  -- All words, written like a mark, and places in it: of the first match, of the current word, and where
  -- the match ends that it is part of.
  v_text text;
  v_first integer;
  v_at integer := 1;
  v_marked_to integer := 0;
  v_rest text;
  v_mark text;
  -- Places in the content: where the snippet begins, and where the current part ends.
  v_start integer := 0;
  v_end integer := 0;
  v_is_marked boolean := false;
  v_snippet text := '';
begin
  select array_agg(split.part order by split.place), array_agg(split.word order by split.place)
  into v_parts, v_words
  from support_private.split_support_text(content) as split;
  v_text := E'\x01' || array_to_string(v_words, E'\x01') || E'\x01';

  v_first := (select min(nullif(strpos(v_text, mark), 0)) from unnest(marks) as mark);
  if v_first is not null then
    for i in 1..cardinality(v_parts) loop
      exit when v_at = v_first and v_words[i] is not null;
      v_at := v_at + coalesce(char_length(v_words[i]) + 1, 0);
      v_start := v_start + char_length(v_parts[i]);
    end loop;
  end if;
  v_start := greatest(0, least(v_start - c_before, char_length(content) - c_length));

  v_at := 1;
  for i in 1..cardinality(v_parts) loop
    v_end := v_end + char_length(v_parts[i]);
    if v_end > v_start then
      if v_snippet = '' and i > 1 then
        v_snippet := '…';
      end if;
      if v_words[i] is not null then
        v_rest := substr(v_text, v_at, c_longest_mark);
        foreach v_mark in array marks loop
          if starts_with(v_rest, v_mark) then
            v_marked_to := greatest(v_marked_to, v_at + char_length(v_mark) - 1);
          end if;
        end loop;
      end if;
      if v_is_marked <> (v_at < v_marked_to) then
        v_is_marked := not v_is_marked;
        v_snippet := v_snippet || case when v_is_marked then E'\x02' else E'\x03' end;
      end if;
      v_snippet := v_snippet || left(regexp_replace(v_parts[i], '[\s[:cntrl:]]+', ' ', 'g'), c_length);
    end if;
    v_at := v_at + coalesce(char_length(v_words[i]) + 1, 0);
    exit when v_end >= v_start + c_length;
  end loop;
  return v_snippet
    || case when v_is_marked then E'\x03' else '' end
    || case when v_end < char_length(content) then '…' else '' end;
end;
$$;

revoke execute on all functions in schema support_private from public;
