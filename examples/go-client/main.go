// Manages an integration and a trigger on a local Wallstash with Wallarm's own Go client: the code that would manage
// them in Wallarm Cloud, only the API host is another.
//
// Start "wallstash serve", run the export line that it prints, then: go run .
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	wallarm "github.com/wallarm/wallarm-go"
)

func main() {
	log.SetFlags(0)
	headers := make(http.Header)
	headers.Set("X-WallarmAPI-Token", os.Getenv("WALLARM_API_TOKEN"))
	api := newClient(headers)

	user, err := api.UserDetails()
	must(err)
	client := user.Body.Clientid
	fmt.Printf("client %d\n", client)

	receiver, ca := os.Getenv("RECEIVER_URL"), os.Getenv("RECEIVER_CA")
	if receiver == "" {
		receiver = "https://localhost:5044/"
	}
	pem := ""
	if ca != "" {
		bytes, err := os.ReadFile(ca)
		must(err)
		pem = string(bytes)
	}
	withHeaders := false
	body := wallarm.IntegrationWithAPICreate{
		Name:     "Logstash",
		Active:   true,
		Type:     "web_hooks",
		Clientid: client,
		Target: &wallarm.IntegrationWithAPITarget{
			URL: receiver, HTTPMethod: "POST", Format: "json", CaFile: pem, CaVerify: true,
			Timeout: 15, OpenTimeout: 20, Subtype: "web_hooks",
			Headers: map[string]interface{}{"X-Auth-Token": "invented"},
		},
		Events: &[]wallarm.IntegrationEvents{
			{Event: "siem", Active: true, WithHeaders: &withHeaders},
			{Event: "system", Active: false},
		},
	}
	made, err := api.IntegrationWithAPICreate(&body)
	must(err)
	id := made.Body.ID
	read, err := api.IntegrationRead(client, id)
	must(err)
	expect(read.Name == "Logstash" && read.Type == "web_hooks" && read.Active, "it is listed")
	fmt.Printf("made integration %d\n", id)

	// A part, then the whole.
	_, err = api.IntegrationPartialUpdate(id, map[string]interface{}{"name": "Logstash 2"})
	must(err)
	body.Name, body.Clientid, body.Target.Format = "Logstash 3", 0, "jsonl"
	_, err = api.IntegrationWithAPIUpdate(&body, id)
	must(err)
	read, err = api.IntegrationRead(client, id)
	must(err)
	expect(read.Name == "Logstash 3" && len(read.Events) == 2, "it is changed")

	threshold := wallarm.TriggerThreshold{Period: 3600, Operator: "gt", AllowedOperators: []string{"gt"}, Count: 5}
	notify := wallarm.TriggerActions{ID: "send_notification"}
	notify.Params.IntegrationIds = []int{id}
	trigger := wallarm.TriggerCreate{Trigger: &wallarm.TriggerParam{
		Name: "Too many attacks", TemplateID: "attacks_exceeded", Enabled: true, Threshold: &threshold,
		Filters: &[]wallarm.TriggerFilters{}, Actions: &[]wallarm.TriggerActions{notify},
	}}
	triggered, err := api.TriggerCreate(&trigger, client)
	must(err)
	trigger.Trigger.Name = "Far too many attacks"
	_, err = api.TriggerUpdate(&trigger, client, triggered.ID)
	must(err)
	triggers, err := api.TriggerRead(client)
	must(err)
	expect(len(triggers.Triggers) == 1 && triggers.Triggers[0].Name == "Far too many attacks", "the trigger is listed")

	telegram, err := api.TelegramIntegrationCreate(&wallarm.TelegramIntegrationCreate{
		Name: "harness", Clientid: client, ChatData: "opaque==",
	})
	must(err)
	must(api.IntegrationDelete(telegram.Body.ID))

	// What is wrong is refused, and said.
	body.Target.URL = "http://localhost:5044/"
	_, err = api.IntegrationWithAPIUpdate(&body, id)
	expect(err != nil && strings.Contains(err.Error(), "target.url"), "a wrong URL is named")
	expect(api.IntegrationDelete(999_999) != nil, "what is not there cannot be deleted")
	wrong := make(http.Header)
	wrong.Set("X-WallarmAPI-Token", "none")
	_, err = newClient(wrong).UserDetails()
	expect(err != nil && strings.Contains(err.Error(), "403"), "a wrong token is refused")

	if os.Getenv("KEEP") == "" {
		must(api.TriggerDelete(client, triggered.ID))
		must(api.IntegrationDelete(id))
	}
	fmt.Println("all as expected")
}

func newClient(headers http.Header) wallarm.API {
	api, err := wallarm.New(
		wallarm.UsingBaseURL(os.Getenv("WALLARM_API_HOST")),
		wallarm.Headers(headers),
		wallarm.UsingRetryPolicy(1, 1, 1),
	)
	must(err)
	return api
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func expect(held bool, what string) {
	if !held {
		log.Fatalf("not as expected: %s", what)
	}
}
