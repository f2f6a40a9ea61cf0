/** Names that values of Python's have by themselves: in Jinja, `x.items` is one of them whatever is in the mapping. */
const BUILT_IN: Readonly<Record<string, string>> = {
  str: 'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill',
  dict: 'clear copy fromkeys get items keys pop popitem setdefault update values',
  list: 'append clear copy count extend index insert pop remove reverse sort',
  tuple: 'count index',
  int: 'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes',
  float: 'as_integer_ratio conjugate fromhex hex imag is_integer real',
  bool: 'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes',
  NoneType: '',
};

/** Whether values of that type have that name; those that begin with two underscores are no data in any case. */
export const isBuiltIn = (type: string, name: string): boolean =>
  /^__.*__$/.test(name) || ` ${BUILT_IN[type] ?? ''} `.includes(` ${name} `);
