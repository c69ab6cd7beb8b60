import { type ScriptCase, testCalls } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';
const HOST = 'https://api.unkey.com';
const GET = `(GET) ${URL} |  | -`;
const post = (body: string): string => `(POST) ${URL} |  | ${body}`;

describe('values in shell scripts', () => {
  const cases: readonly ScriptCase[] = [
    ['export', `export BASE=${HOST}\ncurl "$BASE/v2/keys.whoami"`, GET],
    ['readonly', `readonly BASE='${HOST}/v2'\ncurl "\${BASE}/keys.whoami"`, GET],
    ['declare', `declare -r BASE=${HOST}\ncurl "$BASE/v2/keys.whoami"`, GET],
    ['typeset -x', `typeset -x BASE=${HOST}\ncurl "$BASE/v2/keys.whoami"`, GET],
    ['local', `f() { local base=${HOST} path=/v2/keys.whoami; curl "$base$path"; }`, GET],
    ['one after the other', `A=${HOST} B=$A/v2\ncurl $B/keys.whoami`, GET],
    [
      'the last value counts',
      `U=${HOST}/v2/liveness\nU=${URL}\ncurl $U`,
      `_ ${HOST}/v2/liveness | … | _`,
      GET,
    ],
    [
      'each use sees its own value',
      `D='{"a":1}'\ncurl ${URL} -d "$D"\nD='{"b":2}'\ncurl ${URL} -d "$D"`,
      post('{"a":1}'),
      post('{"b":2}'),
    ],
    ['a value changed afterwards', `U=${URL}\ncurl $U\nU=x`, GET],
    [
      'a value of a branch',
      `if [ "$E" = prod ]; then B=${HOST}; else B=http://localhost; fi\ncurl $B/v2/keys.whoami`,
      '(GET) _/v2/keys.whoami |  | -',
    ],
    ['a value used in its branch', `if true; then B=${HOST}; curl $B/v2/keys.whoami; fi`, GET],
    [
      'a value changed in a branch',
      `B=${HOST}\nif x; then B=http://localhost; fi\ncurl $B/v2/keys.whoami`,
      '(GET) _/v2/keys.whoami |  | -',
    ],
    [
      'a value from the command line',
      `B=${HOST}\nwhile [ $# -gt 0 ]; do case $1 in -b) B=$2; shift 2;; esac; done\ncurl $B/v2/keys.whoami`,
      GET,
    ],
    [
      'a header from the command line',
      `H="X-A: 1"\n[ -n "$1" ] && H=$1\ncurl -H "$H" ${URL}`,
      `(GET) ${URL} | … | -`,
    ],
    ['a value filled in', `[ -z "$B" ] && B=${HOST}\ncurl $B/v2/keys.whoami`, GET],
    [
      'a value filled in the long way',
      `if [[ -z "\${B}" ]]; then\n  B=${HOST}\nfi\ncurl $B/v2/keys.whoami`,
      GET,
    ],
    ['a value filled in unless there', `[ -n "$B" ] || B=${HOST}\ncurl $B/v2/keys.whoami`, GET],
    ['a value filled in where it is used', `: "\${B:=${HOST}}"\ncurl $B/v2/keys.whoami`, GET],
    ['a required value', `curl "\${B:?set B}/v2/keys.whoami"`, '(GET) _/v2/keys.whoami |  | -'],
    ['a fallback of a fallback', `curl "\${B:-\${C:-${HOST}}}/v2/keys.whoami"`, GET],
    ['a fallback in a body', `curl ${URL} -d "{\\"key\\":\\"\${K:-k}\\"}"`, post('{"key":"_"}')],
    ['a slash taken off', `B=${HOST}/\ncurl "\${B%/}/v2/keys.whoami"`, GET],
    ['a pattern taken off', `B=${HOST}/x\ncurl "\${B%/*}/v2/keys.whoami"`, '(GET) _/v2/keys.whoami |  | -'],
    ['a prefix taken off', `P=/v2/keys.whoami\ncurl "${HOST}/\${P#/}"`, GET],
    ['another operator', `curl "\${B/dev/com}/v2/keys.whoami"`, '(GET) _/v2/keys.whoami |  | -'],
    ['appended text', `U=${HOST}\nU+=/v2/keys.whoami\ncurl $U`, GET],
    [
      'text appended in a branch',
      `U=${HOST}\n[ x ] && U+=/v2\ncurl "$U/v2/keys.whoami"`,
      '(GET) https://api.unkey.com_/v2/keys.whoami |  | -',
    ],
    ['unset', `B=${HOST}\nunset B\ncurl $B/v2/keys.whoami`, '(GET) _/v2/keys.whoami |  | -'],
    ['a list of words', `O="-s -X POST"\ncurl $O ${URL}`, `POST ${URL} |  | -`],
    ['a list of words with quotes in it', `O='-H "X-A: 1"'\ncurl $O ${URL}`, `(_) ${URL} | … | _`],
    ['a command in a variable', `C="curl -s"\n$C ${URL}`, GET],
    ['a command in an array', `C=(curl -X POST)\n"\${C[@]}" ${URL}`, `POST ${URL} |  | -`],
    [
      'an array with a fallback for old shells',
      `A=(-X POST)\ncurl "\${A[@]+"\${A[@]}"}" ${URL}`,
      `POST ${URL} |  | -`,
    ],
    [
      'an array in a loop',
      `A=()\nfor h in "$@"; do A+=(-H "$h"); done\ncurl "\${A[@]}" ${URL}`,
      `(GET) ${URL} | … | -`,
    ],
    [
      'a table',
      `declare -A U=([who]=${URL} [live]=${HOST}/v2/liveness)\ncurl "\${U[who]}"`,
      `_ ${HOST}/v2/liveness | … | _`,
      GET,
    ],
    ['a table filled step by step', `declare -A U\nU[who]=${URL}\ncurl "\${U[who]}"`, GET],
    ['an element by its number', `U=(${HOST} /v2/keys.whoami)\ncurl "\${U[0]}\${U[1]}"`, GET],
    [
      'a loop over values',
      `for o in keys.whoami liveness; do curl ${HOST}/v2/$o; done`,
      GET,
      `(GET) ${HOST}/v2/liveness |  | -`,
    ],
    ['a loop over an array', `O=(keys.whoami)\nfor o in "\${O[@]}"; do curl ${HOST}/v2/$o; done`, GET],
    [
      'a loop over what a program prints',
      `for k in $(cat keys); do curl ${URL} -d "{\\"key\\":\\"$k\\"}"; done`,
      post('{"key":"_"}'),
    ],
    [
      'a loop that reads',
      `while read -r k; do curl ${URL} -d "{\\"key\\":\\"$k\\"}"; done < keys`,
      post('{"key":"_"}'),
    ],
    [
      'a value the loop changes',
      `c=''\nwhile :; do curl ${URL} -d "{\\"cursor\\":\\"$c\\"}"; c=$(next); done`,
      post('{"cursor":"_"}'),
    ],
    ['printf -v', `printf -v D '{"key":"%s","n":%d}' "$K" 3\ncurl ${URL} -d "$D"`, post('{"key":"_","n":3}')],
    [
      'read from a here-document',
      `read -r -d '' D <<EOF\n{"key":"$K"}\nEOF\ncurl ${URL} -d "$D"`,
      post('{"key":"_"}'),
    ],
    ['cat in a substitution', `D=$(cat <<EOF\n{"key":"k"}\nEOF\n)\ncurl ${URL} -d "$D"`, post('{"key":"k"}')],
    ['cat in the body', `curl ${URL} -d "$(cat <<'EOF'\n{\n  "key": "k"\n}\nEOF\n)"`, post('{"key":"k"}')],
    ['printf in the body', `curl ${URL} -d "$(printf '{"key":"%s"}' "$K")"`, post('{"key":"_"}')],
    ['a format that is used twice', `curl ${URL} -d "$(printf '"%s"' a b)"`, post('_')],
    [
      'jq',
      `curl ${URL} -d "$(jq -n --arg k "$K" '{key: $k, n: 1, list: ["a", $k], $k}')"`,
      post('{"key":"_","n":1,"list":["a","_"],"k":"_"}'),
    ],
    [
      'jq with known values',
      `jq -n --arg k k --argjson n 5 '{key: $k, n: $n}' | curl ${URL} -d @-`,
      post('{"key":"k","n":5}'),
    ],
    [
      'jq that computes',
      `curl ${URL} -d "$(jq -n '{key: env.K, expires: (now + 60 | floor), (env.N): 1}')"`,
      post('{"key":_,"expires":_,…}'),
    ],
    ['jq that adds objects', `curl ${URL} -d "$(jq -n '{key: "k"} + $ARGS.named')"`, post('_')],
    ['jq that only formats', `echo '{"key":"k"}' | jq -c . | curl ${URL} -d @-`, post('{"key":"k"}')],
    ['jq that changes what it reads', `jq '.key = "k"' t.json | curl ${URL} -d @-`, post('_')],
    [
      'a file the script wrote',
      `cat > b.json <<EOF\n{"key":"k"}\nEOF\ncurl ${URL} -d @b.json`,
      post('{"key":"k"}'),
    ],
    ['a file written twice', `echo '{}' > b.json\necho '[]' > b.json\ncurl ${URL} -d @b.json`, post('_')],
    [
      'a function that prints the body',
      `body() {\n  local k=$1\n  cat <<EOF\n{"key":"$k"}\nEOF\n}\ncurl ${URL} -d "$(body k1)"`,
      post('{"key":"k1"}'),
    ],
    [
      'a function that decides what to print',
      `body() { if x; then echo '{}'; else echo '[]'; fi; }\ncurl ${URL} -d "$(body)"`,
      post('_'),
    ],
    [
      'a comment that mentions an assignment',
      `# B=${HOST}\ncurl $B/v2/keys.whoami`,
      '(GET) _/v2/keys.whoami |  | -',
    ],
    ['a value that a subshell sets', `(B=${HOST})\ncurl $B/v2/keys.whoami`, '(GET) _/v2/keys.whoami |  | -'],
    ['a value of a command only', `B=${HOST} env\ncurl $B/v2/keys.whoami`, '(GET) _/v2/keys.whoami |  | -'],
    [
      'a case',
      `case $E in prod) B=${HOST};; *) B=http://localhost;; esac\ncurl $B/v2/keys.whoami`,
      '(GET) _/v2/keys.whoami |  | -',
    ],
    [
      'calls in a case',
      `case $1 in\n  who) curl ${URL} ;;\n  "live"|l) curl ${HOST}/v2/liveness ;;\nesac`,
      GET,
      `(GET) ${HOST}/v2/liveness |  | -`,
    ],
    [
      'a case in a substitution',
      `X=$(case $1 in a) curl ${URL};; esac)\ncurl ${HOST}/v2/liveness`,
      GET,
      `(GET) ${HOST}/v2/liveness |  | -`,
    ],
    ['a case that is not finished', `case $1 in\ncurl ${URL}`, GET],
    ['a subshell', `(cd x && curl ${URL})`, GET],
    [
      'arithmetic',
      `((i++))\ncurl ${URL}\n(( i > 3 )) && curl ${HOST}/v2/liveness`,
      GET,
      `(GET) ${HOST}/v2/liveness |  | -`,
    ],
    ['a test with brackets', `[[ $u =~ ^(https?://[^/]+)/v1 && $x ]] && curl ${URL}`, GET],
    [
      'GitHub expressions',
      `curl \${{ env.BASE }}/v2/keys.whoami -H "Authorization: Bearer \${{ secrets.KEY }}"`,
      '(GET) _/v2/keys.whoami | Authorization: Bearer _ | -',
    ],
  ];
  testCalls(cases);
});

describe('functions in shell scripts', () => {
  const cases: readonly ScriptCase[] = [
    ['one argument', `api() { curl -X POST "${HOST}/v2/$1"; }\napi keys.whoami`, `POST ${URL} |  | -`],
    [
      'several calls',
      `api() { curl ${HOST}/v2/$1 -d "$2"; }\napi keys.whoami '{"key":"k"}'\napi keys.getKey '{}'`,
      post('{"key":"k"}'),
      `(POST) ${HOST}/v2/keys.getKey |  | {}`,
    ],
    [
      'names for arguments',
      `api() {\n  local method=$1 path=$2\n  shift 2\n  curl -X "$method" "${HOST}/v2/$path" "$@"\n}\napi POST keys.whoami -d '{"key":"k"}'`,
      `POST ${URL} |  | {"key":"k"}`,
    ],
    ['the function keyword', `function api {\n  curl "${HOST}/v2/$1"\n}\napi keys.whoami`, GET],
    ['a default', `api() { curl -X "\${2:-POST}" ${HOST}/v2/$1; }\napi keys.whoami`, `POST ${URL} |  | -`],
    ['a default where nobody calls', `api() { curl "\${1:-${URL}}"; }`, GET],
    ['nobody calls', `api() { curl "$B/v2/keys.whoami" -d "$1"; }`, '(POST) _/v2/keys.whoami |  | _'],
    [
      'a function of a function',
      `req() { curl ${HOST}/v2/$1 -d "$2"; }\nwho() { req keys.whoami "{\\"key\\":\\"$1\\"}"; }\nwho k1`,
      post('{"key":"k1"}'),
    ],
    [
      'called from another that nobody calls',
      `req() { curl ${HOST}/v2/$1 -d "$2"; }\nwho() { req keys.whoami "{\\"key\\":\\"$1\\"}"; }`,
      post('{"key":"_"}'),
    ],
    ['arguments nobody knows', `api() { curl "${HOST}/v2/$1"; }\napi "$@"`, `(GET) ${HOST}/v2/_ |  | -`],
    [
      'an argument that decides',
      `api() { if [ -n "$2" ]; then curl ${HOST}/v2/$1 -d "$2"; else curl ${HOST}/v2/$1; fi; }\napi keys.whoami '{"key":"k"}'\napi liveness`,
      post('{"key":"k"}'),
      `(GET) ${HOST}/v2/liveness |  | -`,
    ],
    [
      'a condition nobody knows',
      `api() { if [ "$VERBOSE" ]; then curl -v ${HOST}/v2/$1; else curl ${HOST}/v2/$1; fi; }\napi keys.whoami`,
      `(_) ${URL} | … | _`,
      `(_) ${URL} | … | _`,
    ],
    [
      'a value of the caller',
      `api() { curl ${HOST}/v2/keys.whoami -d "$D"; }\nD='{"a":1}'\napi\nD='{"b":2}'\napi`,
      post('{"a":1}'),
      post('{"b":2}'),
    ],
    ['recursion', `api() { curl ${HOST}/v2/$1; api "$1"; }\napi keys.whoami`, GET],
    [
      'a function called in a loop',
      `api() { curl ${HOST}/v2/$1; }\nfor o in keys.whoami liveness; do api $o; done`,
      GET,
      `(GET) ${HOST}/v2/liveness |  | -`,
    ],
    [
      'v1 in the function itself',
      `api() { curl "https://api.unkey.dev/v1/$1"; }\napi keys.getKey\napi keys.verifyKey`,
      '(GET) https://api.unkey.dev/v1/keys.getKey |  | -',
      '(GET) https://api.unkey.dev/v1/keys.verifyKey |  | -',
    ],
    ['an alias', `alias u='curl -s -H "X-A: $K"'\nu ${URL}`, `(GET) ${URL} | X-A: _ | -`],
    ['set --', `set -- -X POST\ncurl "$@" ${URL}`, `POST ${URL} |  | -`],
    [
      'defined twice',
      `api() { curl ${HOST}/v2/$1; }\napi() { curl ${HOST}/v2/$2; }\napi keys.whoami`,
      `(GET) ${HOST}/v2/_ |  | -`,
      `(GET) ${HOST}/v2/_ |  | -`,
    ],
  ];
  testCalls(cases);
});

describe('commands inside of commands', () => {
  const cases: readonly ScriptCase[] = [
    ['bash -c', `bash -c 'curl ${URL}'`, GET],
    ['sh -c between double quotes', `sh -c "curl ${URL} -d '{\\"key\\":\\"$K\\"}'"`, post('{"key":"_"}')],
    ['bash -lc', `bash -lc "curl ${URL}"`, GET],
    ['arguments of the inner shell', `bash -c 'curl ${URL} -d "$1"' _ '{"key":"k"}'`, post('{"key":"k"}')],
    ['a variable that is handed on', `export U=${URL}\nbash -c 'curl "$U"'`, GET],
    [
      'a variable that is not',
      `U=${URL}\nbash -c 'curl "$U/v2/keys.whoami"'`,
      `_ ${URL} | … | _`,
      '(GET) _/v2/keys.whoami |  | -',
    ],
    ['eval', `U=${URL}\neval "curl '$U'"`, GET],
    ['ssh', `ssh -i key me@host "curl ${URL}"`, GET],
    ['ssh with a here-document', `ssh me@host <<'EOF'\ncurl ${URL}\nEOF`, GET],
    ['ssh with bash', `ssh me@host 'bash -s' <<'EOF'\ncurl ${URL}\nEOF`, GET],
    ['docker exec', `docker exec -it web curl -s ${URL}`, GET],
    ['docker exec sh -c', `docker compose exec -T web sh -c 'curl ${URL}'`, GET],
    ['kubectl exec', `kubectl -n prod exec deploy/api -c app -- curl -s ${URL}`, GET],
    ['kubectl run', `kubectl run t --rm -it --image=curlimages/curl -- curl ${URL}`, GET],
    ['docker run', `docker run --rm curlimages/curl:8.5.0 -X POST ${URL}`, `POST ${URL} |  | -`],
    ['a here-document to bash', `bash <<EOF\ncurl ${URL}\nEOF`, GET],
    ['a here-string to bash', `bash <<< "curl ${URL}"`, GET],
    ['cat into bash', `cat <<'EOF' | sudo bash\ncurl ${URL}\nEOF`, GET],
    ['xargs', `cat ids | xargs -I {} curl ${URL} -d '{"key":"{}"}'`, post('{"key":"_"}')],
    [
      'xargs with a shell',
      `cat ids | xargs -P4 -I% sh -c 'curl ${URL} -d "{\\"key\\":\\"%\\"}"'`,
      post('{"key":"_"}'),
    ],
    ['parallel', `parallel -j4 curl ${URL} -d '{"key":"{}"}' ::: a b`, post('{"key":"_"}')],
    ['find', `find . -name '*.json' -exec curl ${URL} -d @{} \\;`, post('_')],
    ['watch', `watch -n 5 "curl -s ${URL} | jq ."`, GET],
    ['time', `time curl ${URL}`, GET],
    ['env', `env -i KEY=1 curl ${URL}`, GET],
    ['a variable in front', `KEY=1 curl ${URL}`, GET],
    ['op run', `op run --env-file=.env -- curl ${URL}`, GET],
    ['doppler run', `doppler run -- curl ${URL}`, GET],
    ['trap', `trap 'curl -X POST ${URL}' EXIT`, `POST ${URL} |  | -`],
    ['timeout', `timeout --signal=KILL 10s curl ${URL}`, GET],
    ['nested three times', `ssh h "docker exec w sh -c 'curl ${URL}'"`, GET],
    ['curl as an argument', `apt-get install -y curl ${URL}`],
    ['command -v', 'command -v curl >/dev/null || echo no unkey'],
  ];
  testCalls(cases);
});
