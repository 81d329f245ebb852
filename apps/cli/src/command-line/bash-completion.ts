/**
 * The completion script for bash. That of @bomb.sh/tab evaluates what has been typed so far: Tab would carry out a
 * lease in a `$(…)`, and empty the file after a `>`. It also needs functions that bash does not bring.
 */
export const bashCompletion = `# bash completion for leaseline

_leaseline() {
  local word value rest words=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    # A flag's "=" is a word of its own.
    [[ $word == = ]] || words+=("$word")
  done
  word=\${COMP_WORDS[COMP_CWORD]#=}
  words+=("$word")
  COMPREPLY=()
  while IFS=$'\\t' read -r value rest; do
    [[ $value == :* || $value != "$word"* ]] || COMPREPLY+=("$value")
  done < <(leaseline complete -- "\${words[@]}" 2> /dev/null < /dev/null)
}

complete -F _leaseline leaseline`;
