#compdef openclaw
# zsh completion for openclaw, sourced or from fpath: `openclaw completion zsh --install` puts it in its place.
# The program decides what fits; zsh matches and quotes. What is typed or stored is never evaluated here.
_openclaw() {
  local -a reply closed open
  local kind
  reply=("${(@f)$(command openclaw __complete zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" </dev/null 2>/dev/null)}")
  kind=${reply[1]-}
  # The value behind `--option=`.
  [[ $kind == *= ]] && compset -P 1 '*='
  case ${kind%=} in
    files) _files ;;
    words)
      closed=("${(@)${(@M)reply:#+*}#+}")
      open=("${(@)${(@M)reply:#-*}#-}")
      # A row for each candidate, though several have the same description. Said here: at its start a shell loads nothing for it.
      zstyle ':completion:*:*:openclaw:*' list-grouped false
      _describe -V value closed -- open -S ''
      ;;
    *) return 1 ;;
  esac
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _openclaw "$@"
elif (( ${+functions[compdef]} )); then
  compdef _openclaw openclaw
elif (( ! ${+functions[_openclaw_register]} )); then
  # Sourced before compinit: register at the first prompt that follows it.
  _openclaw_register() {
    (( ${+functions[compdef]} )) || return 0
    compdef _openclaw openclaw
    precmd_functions=("${(@)precmd_functions:#_openclaw_register}")
    unfunction _openclaw_register
  }
  typeset -ga precmd_functions
  precmd_functions+=(_openclaw_register)
fi
