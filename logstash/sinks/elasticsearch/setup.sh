#!/bin/bash
# Prepares an Elasticsearch for this sink: loads the index template and makes a key that may write notifications and
# nothing else. Run it again at will: a key that still works is kept.
#
#   ELASTIC_PASSWORD=… logstash/sinks/elasticsearch/setup.sh
#   export ES_API_KEY="$(<certs/elasticsearch.api-key)"
#
# ES_URL and ES_CA are those of elasticsearch.conf. KIBANA_PASSWORD, if set, becomes the password of kibana_system.
set -euo pipefail
umask 077 # the key is for this user alone
template=$(dirname "$0")/index-template.json
key_file=${ES_API_KEY_FILE:-certs/elasticsearch.api-key}

# elasticsearch METHOD PATH AUTHORIZATION [BODY]
# Secrets go by pipe, since arguments show in "ps". Until its security index is there Elasticsearch answers 503: curl
# tries that again.
elasticsearch() {
  printf %s "${4:-}" | curl --silent --show-error --fail --retry 12 --retry-delay 5 --max-time 30 \
    --cacert "${ES_CA:-certs/ca.crt}" --request "$1" --header @<(printf 'Authorization: %s\n' "$3") \
    --header 'Content-Type: application/json' --data-binary @- "${ES_URL:-https://localhost:9200}/$2"
}

as_elastic="Basic $(printf 'elastic:%s' "$ELASTIC_PASSWORD" | base64 | tr -d '\n')"

elasticsearch PUT _index_template/logs-wallarm.notification "$as_elastic" "$(<"$template")" >/dev/null
echo 'Loaded the index template.'

if [[ -n ${KIBANA_PASSWORD:-} ]]; then
  password=${KIBANA_PASSWORD//\\/\\\\}
  password=${password//\"/\\\"}
  elasticsearch POST _security/user/kibana_system/_password "$as_elastic" "{ \"password\": \"$password\" }" >/dev/null
  echo 'Set the password of kibana_system.'
fi

if [[ -f $key_file ]]; then
  as_logstash="ApiKey $(base64 <"$key_file" | tr -d '\n')"
  if elasticsearch GET _security/_authenticate "$as_logstash" >/dev/null; then
    echo "Kept the key in $key_file: it works."
    exit
  fi
fi

# `monitor` is for the output's own checks of the connection.
answer=$(elasticsearch POST _security/api_key "$as_elastic" '{
  "name": "logstash-wallarm",
  "role_descriptors": {
    "wallarm-writer": {
      "cluster": ["monitor"],
      "indices": [{ "names": ["logs-wallarm.notification-*"], "privileges": ["auto_configure", "create_doc"] }]
    }
  }
}')
[[ $answer =~ \"id\"\ *:\ *\"([^\"]+)\" ]] && id=${BASH_REMATCH[1]}
[[ $answer =~ \"api_key\"\ *:\ *\"([^\"]+)\" ]] && key=${BASH_REMATCH[1]}
printf '%s:%s' "$id" "$key" >"$key_file.new"
mv -f "$key_file.new" "$key_file"
echo "Made a key: $key_file."
