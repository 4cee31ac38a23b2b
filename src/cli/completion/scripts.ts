/**
 * The completion scripts. Where nothing is known of a word, the shell completes files. Pure.
 *
 * @module
 */
import type { Place } from './words';

/** For bash 3.2 and later. */
export function bashScript(places: readonly Place[]): string {
  return `# Completion of wallstash for bash, made by "wallstash completion bash".
_wallstash() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path="" words="" at
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "$path/\${COMP_WORDS[at]}" in
${lines(places.slice(1), ({ path }) => `      ${quoted(slashed(path))}) path="$path/\${COMP_WORDS[at]}" ;;`)}
    esac
  done
  COMPREPLY=()
  case "$path $prev" in
${lines(places, valuesInBash)}
  esac
  case "$path" in
${lines(places, ({ path, ...place }) => `    ${quoted(slashed(path))}) words="${wordsOf(place)}" ;;`)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _wallstash wallstash
`;
}

/** For zsh with its completion system: it takes the functions of bash. */
export function zshScript(places: readonly Place[]): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
}

/** For fish 3 and later. */
export function fishScript(places: readonly Place[]): string {
  const rules = places.flatMap(({ path, commands, flags, values }) => {
    const rule = `complete -c wallstash -n '__wallstash_at "${slashed(path)}"'`;
    return [
      ...commands.map(({ text, meaning }) => `${rule} -f -a ${text} -d ${quoted(meaning)}`),
      ...(values.length === 0 ? [] : [`${rule} -f -a ${quoted(values.join(' '))}`]),
      ...flags.map(({ text, meaning, takesValue, values: choices }) => {
        const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r';
        return `${rule} -l ${text.slice(2)}${takesValue ? value : ''} -d ${quoted(meaning)}`;
      }),
    ];
  });
  return `# Completion of wallstash for fish, made by "wallstash completion fish".
function __wallstash_at
  set -l path ""
  for word in (commandline -opc)[2..-1]
    switch "$path/$word"
      case ${places
        .slice(1)
        .map(({ path }) => quoted(slashed(path)))
        .join(' ')}
        set path "$path/$word"
    end
  end
  test "$path" = "$argv[1]"
end
${rules.join('\n')}
`;
}

function valuesInBash({ path, flags }: Place): string {
  const withValue = flags.filter(({ takesValue }) => takesValue);
  return lines(withValue, ({ text, values }) => {
    const reply =
      values.length > 0 ? `COMPREPLY=($(compgen -W "${values.join(' ')}" -- "$cur")); ` : '';
    return `    ${quoted(`${slashed(path)} ${text}`)}) ${reply}return ;;`;
  });
}

function wordsOf({ commands, flags, values }: Omit<Place, 'path'>): string {
  return [...commands, ...flags]
    .map(({ text }) => text)
    .concat(values)
    .join(' ');
}

/** `/journal/list` for `journal list`. */
function slashed(path: string): string {
  return path === '' ? '' : `/${path.replaceAll(' ', '/')}`;
}

/** One word for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’').replaceAll('\\', '')}'`;
}

function lines<Item>(items: readonly Item[], line: (item: Item) => string): string {
  return items
    .map(line)
    .filter((text) => text !== '')
    .join('\n');
}
