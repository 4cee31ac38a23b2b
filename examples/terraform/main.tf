# Manages an integration and a trigger on a local Wallstash with Wallarm's own provider. The same file manages them in
# Wallarm Cloud, without the environment of "wallstash serve".
#
# Start "wallstash serve", run the export line that it prints, then: terraform init && terraform apply

terraform {
  required_providers {
    wallarm = {
      source  = "wallarm/wallarm"
      version = ">= 2.3.10"
    }
  }
}

# Host and token come from WALLARM_API_HOST and WALLARM_API_TOKEN.
provider "wallarm" {}

resource "wallarm_integration_webhook" "logstash" {
  name        = "Logstash"
  webhook_url = "https://localhost:5044/"
  http_method = "POST"
  ca_file     = file("${path.module}/../../certs/ca.crt")
  # Off unless said otherwise.
  active = true

  headers = {
    "X-Auth-Token" = "invented"
  }

  event {
    event_type = "siem"
  }
  event {
    event_type = "system"
  }
}

resource "wallarm_trigger" "attacks" {
  name        = "Too many attacks"
  template_id = "attacks_exceeded"

  actions {
    action_id      = "send_notification"
    integration_id = [wallarm_integration_webhook.logstash.integration_id]
  }
  threshold = {
    period   = 3600
    operator = "gt"
    count    = 5
  }
}
