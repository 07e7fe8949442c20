# fish completion for openclaw: `openclaw completion fish --install` puts it in its place.
# The program decides what fits; fish matches and quotes. What is typed or stored is never evaluated here.
function __openclaw_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    set -l reply (command openclaw __complete fish -- $words[2..] "$token" </dev/null 2>/dev/null)
    switch "$reply[1]"
        case files
            __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$token")
        case words
            printf '%s\n' $reply[2..]
    end
end

complete -c openclaw -e
complete -c openclaw -k -f -a '(__openclaw_complete)'
