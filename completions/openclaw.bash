# bash completion for openclaw, bash 3.2 and later: `openclaw completion bash --install` puts it in its place.
# The program splits, filters and quotes; what is typed or stored is never evaluated here.
_openclaw() {
  local IFS=$'\n' flags=$- reply
  COMPREPLY=()
  reply=$(command openclaw __complete bash "${COMP_TYPE-}" "$COMP_WORDBREAKS" "${COLUMNS-}" \
    "${COMP_LINE:0:COMP_POINT}" "${COMP_LINE:COMP_POINT:1}" </dev/null 2>/dev/null) || return 0
  set -f
  # shellcheck disable=SC2206,SC2207 # one candidate a line; nothing else splits or expands
  case $reply in
    words$'\n'*) COMPREPLY=(${reply#*$'\n'}) ;;
    files)
      COMPREPLY=($(compgen -f -- "${2-}"))
      # Without it, in bash 3.2, a name gets neither its slash nor a space.
      type compopt >/dev/null 2>&1 && compopt -o filenames +o nospace
      ;;
  esac
  case $flags in *f*) ;; *) set +f ;; esac
}
# Its own order is wanted, where bash can keep one.
complete -o nospace -o nosort -F _openclaw openclaw 2>/dev/null || complete -o nospace -F _openclaw openclaw
