# Sets the paths of the pipelines, for this shell and what it starts: source it in the folder that holds logstash/ and
# certs/. What is set already stays.
#
#   . logstash/paths.sh
#
# Logstash counts a relative path from its own home, wherever it was started. In the official image that home is
# /usr/share/logstash, where the compose file puts these folders: there nothing has to be set.
if [ ! -f "$PWD/logstash/paths.sh" ]; then
  echo "logstash/paths.sh: source this in the folder that holds logstash/; this is $PWD" >&2
  return 1
fi

export PIPELINES_HOME="${PIPELINES_HOME:-$PWD/logstash}"
export DATA_DIR="${DATA_DIR:-$PWD/data/logstash}"
export ARCHIVE_DIR="${ARCHIVE_DIR:-$DATA_DIR/archive}"
export QUARANTINE_DIR="${QUARANTINE_DIR:-$DATA_DIR/quarantine}"
export NOTIFICATIONS_DIR="${NOTIFICATIONS_DIR:-$DATA_DIR/notifications}"
export WEBHOOK_CERTIFICATE="${WEBHOOK_CERTIFICATE:-$PWD/certs/server.crt}"
export WEBHOOK_KEY="${WEBHOOK_KEY:-$PWD/certs/server.key}"
export SIEM_CA="${SIEM_CA:-$PWD/certs/ca.crt}"
export ES_CA="${ES_CA:-$PWD/certs/ca.crt}"
export SPLUNK_CA="${SPLUNK_CA:-$PWD/certs/ca.crt}"
export QRADAR_CA="${QRADAR_CA:-$PWD/certs/ca.crt}"

# Logstash makes the last folder of a path, not those above it.
mkdir -p "$DATA_DIR" && chmod 700 "$DATA_DIR"
